package api_test

import (
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"
	"time"
)

// BenchmarkDependents asks who depends on Nvidia, on the facts of the project and with the parameters' defaults: a page
// with paths, sentences and sources. The median is to stay under 1 ms in process and 2 ms over loopback.
func BenchmarkDependents(b *testing.B) {
	const target = "/v1/entities/nvidia/dependents"
	h := real(b)
	b.Run("in-process", func(b *testing.B) {
		request := httptest.NewRequest(http.MethodGet, target, nil)
		measureMedian(b, func() {
			w := httptest.NewRecorder()
			h.ServeHTTP(w, request)
			if w.Code != http.StatusOK || w.Body.Len() < 1000 {
				b.Fatalf("%d %s", w.Code, w.Body)
			}
		})
	})
	b.Run("loopback", func(b *testing.B) {
		server := httptest.NewServer(h)
		defer server.Close()
		measureMedian(b, func() {
			r, err := server.Client().Get(server.URL + target)
			if err != nil {
				b.Fatal(err)
			}
			n, err := io.Copy(io.Discard, r.Body)
			r.Body.Close()
			if err != nil || r.StatusCode != http.StatusOK || n < 1000 {
				b.Fatalf("%d, %d bytes: %v", r.StatusCode, n, err)
			}
		})
	})
}

// measureMedian runs ask b.N times and reports the median beside the mean.
func measureMedian(b *testing.B, ask func()) {
	b.ReportAllocs()
	var times []time.Duration
	for b.Loop() {
		start := time.Now()
		ask()
		times = append(times, time.Since(start))
	}
	slices.Sort(times)
	b.ReportMetric(float64(times[len(times)/2].Nanoseconds()), "median-ns/op")
	b.ReportMetric(float64(times[len(times)*95/100].Nanoseconds()), "p95-ns/op")
}
