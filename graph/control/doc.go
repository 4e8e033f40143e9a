// Package control says how government decisions stand to things: which of them bear on an entity, and which apply, may apply
// or do not apply to an export, which concern it without controlling it, and which might serve instead of a licence. It finds
// claims and numbers; what it finds is put into words elsewhere. What the facts leave open it says, and never that something is
// allowed.
package control
