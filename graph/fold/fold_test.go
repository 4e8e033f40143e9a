package fold_test

import (
	"testing"

	"chokepoint/graph/fold"
)

func TestDump(t *testing.T) {
	for _, s := range []string{"S.M.I.C.", "Wing-tech", "Wing tech", "Ørsted", "Łódź", "Đông Á", "Ægir", "Işık", "IŞIK ELEKTRONİK A.Ş.", "華為技術", "长江存储", "重庆", "BOE京东方", "ガラス半導体", "ดู", "कुमार", "Hua\u200bwei", "C++ Systems", "★★★", "삼성전자", "شَرِكَة التقنية", "Yong’an Co"} {
		t.Logf("%q %q %q %q", s, fold.Name(s), fold.Forms(s), fold.Typed(s))
	}
}
