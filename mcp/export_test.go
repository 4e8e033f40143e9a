package mcp

// Tokens is tokens, for tests.
var Tokens = tokens
