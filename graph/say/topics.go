package say

// topics are all messages, a topic each.
func topics() [][]message {
	return [][]message{
		wordMessages,
		catalogueMessages,
		ownersMessages,
		controlMessages,
		walkMessages,
		historyMessages,
		askMessages,
	}
}

// wordMessages are what texts of every topic are made with.
var wordMessages = []message{
	{"list", "%[1]s and %[2]s", "%[1]s et %[2]s"},
	{"decimal mark", ".", ","},
}
