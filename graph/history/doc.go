// Package history tells what happened to claims, and when: on their own dates they began and ended, on those of loads a store
// began to say them and withdrew them.
package history
