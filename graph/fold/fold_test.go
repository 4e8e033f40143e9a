package fold_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/unicode/norm"
	"pgregory.net/rapid"

	"chokepoint/graph/fold"
)

func TestSame(t *testing.T) {
	for _, names := range [][]string{
		{"Huawei", "HUAWEI", "Ｈｕａｗｅｉ", "Hua\u200bwei", "Hua\u00adwei", "Hua\u2060wei", "Hua\u200dwei", "\ufeffHuawei\u200e", "Huáwěi", "Huawei™", " huawei®"},
		{"Ørsted Chips", "Orsted chips"},
		{"Łódź Półprzewodniki", "Lodz Polprzewodniki"},
		{"Đông Á Bán Dẫn", "Dong A Ban Dan", "Đông Á Bán Dẫn"},
		{"Ægir", "Aegir"},
		{"Œuvre", "Oeuvre"},
		{"Þór", "Thor"},
		{"Großmann", "GROSSMANN", "GROẞMANN"},
		{"IŞIK ELEKTRONİK A.Ş.", "Işık Elektronik A.Ş.", "isik elektronik a s"},
		{"Sevinç Yarıiletken", "Sevinc Yariiletken"},
		{"ΑΣΜΛ Ελλάς", "ασμλ ελλασ"},
		{"Артём", "Артем", "АРТЁМ"},
		{"شَرِكَة التقنية", "شركة التقنية", "شركـــة التقنية", "شركه التقنیه"},
		{"טָאוּאֶר", "טאואר"},
		{"華為技術", "华为技术"},
		{"臺積電", "台積電", "台积电"},
		{"日立国際電気", "日立國際電氣", "日立国际电气"},
		{"ﾌｧｰｳｪｲ", "ファーウェイ"},
		{"ガラス", "ガラス", "ｶﾞﾗｽ"},
		{"삼성전자", norm.NFD.String("삼성전자")},
		{"Phase Ⅳ", "phase iv"},
		{"H₂O Gas", "H2O gas"},
		{"Inﬁnite Eﬀects", "Infinite Effects"},
		{"مصنع ٤٢", "مصنع 42"},
		{"Wing-tech", "Wing‑tech", "Wing tech", "Wing–Tech"},
		{"L’Air Liquide", "L'Air Liquide", "Lʼair Liquide"},
		{"(株)日立", "㈱日立"},
	} {
		for _, name := range names[1:] {
			if a, b := fold.Name(names[0]), fold.Name(name); a != b || a == "" {
				t.Errorf("%q folds to %q, but %q to %q", names[0], a, name, b)
			}
		}
	}
}

func TestDifferent(t *testing.T) {
	for _, names := range [][2]string{
		{"カラス", "ガラス"}, {"ハス", "パス"}, {"ดู", "ดี"}, {"कमार", "कुमार"}, {"मल", "मिल"}, {"クラス", "ク ラス"},
		{"华为", "中芯"}, {"H20", "H21"}, {"中国", "中兴"}, {"ソニ", "ソニー"},
	} {
		if a := fold.Name(names[0]); a == fold.Name(names[1]) {
			t.Errorf("%q and %q both fold to %q", names[0], names[1], a)
		}
	}
}

func TestForms(t *testing.T) {
	for name, want := range map[string][]string{
		"Huawei":                     nil,
		"Shanghai Micro Electronics": nil,
		"3M":                         nil,
		"★★★":                        nil,
		"":                           nil,
		"삼성전자":                       nil,
		"S.M.I.C.":                   {"smic"},
		"S.M.I.C. Holdings (Cayman)": {"smic holdings cayman"},
		"S M I C Holdings Ltd":       {"smic holdings ltd"},
		"Wing-tech":                  {"wingtech"},
		"Wing tech":                  {"wingtech"},
		"Wing‑tech Technology Group": {"wingtech technology group"},
		"Yong’an Electronic Co.":     {"yongan electronic co"},
		"AT&T Micro Devices":         {"att micro devices"},
		"Changjiang Cunchu Keji":     {"changjiangcunchukeji"},
		"長江存儲":                       {"chang jiang cun chu", "changjiangcunchu"},
		"重庆中微":                       {"chong qing zhong wei", "chongqingzhongwei"},
		"BOE京东方":                     {"boe jing dong fang", "boejingdongfang"},
		"中芯 国际":                      {"中芯国际", "zhong xin guo ji", "zhongxinguoji"},
		"ファーウェイ":                     {"fawei", "huawei"},
		"シャープ":                       {"shapu"},
		"キオクシア":                      {"kiokushia"},
		"トウキョウ":                      {"toukyou", "tokyo"},
		"マッチ":                        {"matchi"},
		"東京エレクトロン":                   nil,
		"Хуавэй":                     {"khuavey", "huavey", "huawei"},
		"Эмэй":                       {"emey", "emei"},
		"Микрон":                     {"mikron"},
		"Красный":                    {"krasnyy", "krasny"},
		"Чанцзян Цуньчу":             {"чанцзянцуньчу", "chantszyan tsunchu", "changjiang cunchu", "changjiangcunchu"},
		"Müller KG aA":               {"mueller kg aa"},
	} {
		if diff := cmp.Diff(want, fold.Forms(name)); diff != "" {
			t.Errorf("%q: %s", name, diff)
		}
	}
}

func TestTyped(t *testing.T) {
	for name, want := range map[string]string{
		"C++  Systems":          "c++ systems",
		"C Systems":             "c systems",
		"★★★":                   "★★★",
		"\u200b ★\ufe0f★\t★":    "★★ ★",
		" Côté ":                "côté",
		"Co\u0302te\u0301":      "côté",
		"Großmann":              "grossmann",
		"Hua\u200bwei\u00a0Ltd": "huawei ltd",
		"":                      "",
	} {
		if got := fold.Typed(name); got != want {
			t.Errorf("%q is typed %q, want %q", name, got, want)
		}
	}
	if fold.Typed("Wing-tech") == fold.Typed("Wing tech") {
		t.Error("a hyphen is a space")
	}
}

// names draws names of letters, marks, signs and bytes of many scripts.
func names() *rapid.Generator[string] {
	letters := []rune("aZßİıøÆ C+-.'’9٣²ⅣΣςйЁхуаэцзяньファーッガｶﾞゃんดูกुकม華为长後気삼\u1112\u1161\u11ab\u0301\u0308\u3099\u0345\u064b\u05b0\u094dـ\u200b\u200d\u00ad\ufe0f\u20dd★🔬™㈱ﬁİ\ufffdşあ、（）　〇")
	return rapid.OneOf(
		rapid.String(),
		rapid.StringOf(rapid.SampledFrom(letters)),
		rapid.Custom(func(t *rapid.T) string { return string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")) }),
	)
}

func TestProperties(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		name := names().Draw(t, "name")
		folded, typed := fold.Name(name), fold.Typed(name)
		if again := fold.Name(folded); again != folded {
			t.Fatalf("%q folds to %q, and that to %q", name, folded, again)
		}
		if again := fold.Typed(typed); again != typed {
			t.Fatalf("%q is typed %q, and that %q", name, typed, again)
		}
		if other := fold.Name(typed); other != folded {
			t.Fatalf("%q folds to %q, but as typed to %q", name, folded, other)
		}
		for _, same := range []string{norm.NFC.String(name), norm.NFD.String(name), "  " + name + " "} {
			if got := fold.Name(same); got != folded {
				t.Fatalf("%q folds to %q, but %q to %q", name, folded, same, got)
			}
		}
		forms := fold.Forms(name)
		for i, form := range forms {
			if form == "" || form == folded || slices.Contains(forms[:i], form) || fold.Name(form) != form {
				t.Fatalf("%q has form %q among %q", name, form, forms)
			}
		}
		if len(forms) > 8 || !utf8.ValidString(folded+typed+strings.Join(forms, "")) {
			t.Fatalf("%q has forms %q", name, forms)
		}
	})
}

func TestEveryLetter(t *testing.T) {
	for r := rune(0); r < 0x33000; r++ { // no letters are assigned beyond
		name := "a" + string(r) + "b"
		if folded, typed := fold.Name(name), fold.Typed(name); fold.Name(folded) != folded || fold.Typed(typed) != typed || fold.Name(typed) != folded {
			t.Errorf("%U folds to %q, and that to %q; typed %q, and that %q, which folds to %q",
				r, folded, fold.Name(folded), typed, fold.Typed(typed), fold.Name(typed))
		}
	}
}

func FuzzName(f *testing.F) {
	f.Add("Hua\u200bwei 長江 Хуавэй ガ \xff")
	f.Fuzz(func(t *testing.T, name string) {
		if folded := fold.Name(name); fold.Name(folded) != folded {
			t.Errorf("%q folds to %q", name, folded)
		}
		fold.Forms(name)
		fold.Typed(name)
	})
}

var benchmarked = map[string]string{
	"ASCII":    "Shanghai Micro Electronics Equipment (Group) Co., Ltd.",
	"two":      "Applied Materials",
	"Latin":    "Société Générale d’Électronique Müller",
	"Han":      "中芯國際集成電路製造有限公司",
	"Kana":     "ルネサスエレクトロニクス",
	"Cyrillic": "Научно-исследовательский институт",
}

func BenchmarkName(b *testing.B) { each(b, func(s string) { fold.Name(s) }) }

func BenchmarkForms(b *testing.B) { each(b, func(s string) { fold.Forms(s) }) }

func BenchmarkTyped(b *testing.B) { each(b, func(s string) { fold.Typed(s) }) }

func each(b *testing.B, do func(string)) {
	for name, s := range benchmarked {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			do(s) // tables are loaded
			for b.Loop() {
				do(s)
			}
		})
	}
}
