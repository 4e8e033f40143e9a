package main

import "chokepoint/graph/say"

// start says what the program is and what to try first, to whoever runs it without a command.
func start(p *process) {
	s := p.sheet()
	lang := userLanguage()
	words := func(key string) string { return say.Text(lang, "start."+key) }
	spoken := ""
	if lang != "en" {
		spoken = " --lang " + lang
	}
	s.Rows(nil, [][]string{{words("what")}})
	s.Printf("\n%s\n", words("try"))
	s.Rows(nil, [][]string{
		{"", `chokepoint ask "` + words("question") + `"`, words("ask")},
		{"", "chokepoint dependencies deepseek" + spoken, words("dependencies")},
		{"", "chokepoint impact tsmc" + spoken, words("impact")},
		{"", "chokepoint check nvidia-h20 --to china" + spoken, words("check")},
		{"", `chokepoint screen "Huawei Tech"` + spoken, words("screen")},
		{"", "chokepoint timeline nvidia-h20" + spoken, words("timeline")},
	})
	s.Printf("\n%s\n", words("then"))
	s.Rows(nil, [][]string{
		{"", "chokepoint serve", words("serve")},
		{"", "chokepoint --help", words("help")},
		{"", "source <(chokepoint completion bash)", words("completion")},
	})
}
