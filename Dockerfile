FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -o /chokepoint ./cmd/chokepoint

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /chokepoint /chokepoint
USER 65534
WORKDIR /data
ENTRYPOINT ["/chokepoint"]
