// Package owners is who owns whom: what each holds directly (Holdings), what it holds through others (Effective), whose
// decisions count as the firm's own (Majority), and which parties a list reaches through ownership (Listings).
//
// Of several claims that one holds a part of another, one decides, whoever asks: see Holdings. Sums of shares are compared with
// thresholds exactly, in billionths.
package owners
