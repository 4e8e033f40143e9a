FROM golang:1.26-alpine AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
ARG VERSION=unknown
RUN VERSION=$VERSION scripts/build.sh /chokepoint && mkdir /data

FROM scratch
COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/
COPY --from=build /chokepoint /chokepoint
COPY --from=build --chown=65534:65534 /data /data
USER 65534:65534
WORKDIR /data
ENTRYPOINT ["/chokepoint"]
