package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"chokepoint/api/keys"
)

// keysFlag says where the keys of a server are.
type keysFlag struct {
	Keys string `placeholder:"FILE" help:"Where the keys are. Default: the file of the store with .keys behind it, or chokepoint.keys."`
}

// path is where the keys of a store are.
func (f *keysFlag) path(store *storeFlags) string {
	if f.Keys != "" || isURI(store.Store) || store.Store == "memory" {
		return cmp.Or(f.Keys, "chokepoint.keys")
	}
	return cmp.Or(store.Store, defaultStore) + ".keys"
}

type keysCommand struct {
	Create createKeyCommand `cmd:"" help:"Make a key, and print it: it is told this once."`
	List   listKeysCommand  `cmd:"" help:"List the keys, with their last use."`
	Revoke revokeKeyCommand `cmd:"" help:"End a key for good."`
}

// keysOf names the store that a server of the keys answers from; it is not opened.
type keysOf struct {
	keysFlag
	Store string `default:"chokepoint.db" placeholder:"WHERE" help:"The store of the server."`
}

func (k *keysOf) file() *keys.File { return keys.Open(k.path(&storeFlags{Store: k.Store})) }

type createKeyCommand struct {
	keysOf
	Scope string `required:"" enum:"read,write" help:"read: ask questions. write: also change what is in the store."`
	Name  string `placeholder:"TEXT" help:"Whose key it is, or what for."`
	JSON  bool   `name:"json" help:"Print the key with what is known of it as JSON."`
}

// newKey is a key that was just made, with its token.
type newKey struct {
	ID      string     `json:"id"`
	Scope   keys.Scope `json:"scope"`
	Name    string     `json:"name,omitempty"`
	Created time.Time  `json:"created"`
	Token   string     `json:"token"`
}

// longestKeyName is how long a name may be, in bytes.
const longestKeyName = 200

func (c *createKeyCommand) Run(p *process) error {
	if len(c.Name) > longestKeyName {
		return fmt.Errorf("%w: --name: %d bytes are more than the %d that it takes", errUse, len(c.Name), longestKeyName)
	}
	file := c.file()
	token, k, err := file.Create(keys.Scope(c.Scope), c.Name)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(p, newKey{k.ID, k.Scope, k.Name, k.Created, token})
	}
	fmt.Fprintf(p.err, "Key %s to %s, in %s. It is shown this once; send it as Authorization: Bearer KEY\n", k.ID, k.Scope, file.Path())
	_, err = fmt.Fprintln(p.out, token)
	return err
}

type listKeysCommand struct {
	keysOf
	JSON bool `name:"json" help:"Print the keys as JSON."`
}

func (c *listKeysCommand) Run(p *process) error {
	all, err := c.file().List()
	if err != nil {
		return err
	}
	for i := range all {
		all[i].Hash = "" // it is nobody's business
	}
	if c.JSON {
		return printJSON(p, map[string][]keys.Key{"keys": all})
	}
	var rows [][]string
	for _, k := range all {
		rows = append(rows, []string{k.ID, string(k.Scope), k.Name, k.Created.Format(time.DateOnly), minuteOf(k.LastUsed), minuteOf(k.Revoked)})
	}
	p.sheet().Rows([]string{"id", "scope", "name", "created", "last used", "revoked"}, rows)
	return nil
}

func minuteOf(at *time.Time) string {
	if at == nil {
		return ""
	}
	return at.UTC().Format("2006-01-02T15:04Z")
}

type revokeKeyCommand struct {
	keysOf
	ID string `arg:"" help:"The id of the key, as keys list shows it."`
}

func (c *revokeKeyCommand) Run(p *process) error {
	file := c.file()
	k, err := file.Revoke(c.ID)
	if errors.Is(err, keys.ErrUnknown) {
		return fmt.Errorf("no key of %s has the id %q; chokepoint keys list shows them", file.Path(), c.ID)
	}
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(p.out, "Key %s is revoked.\n", k.ID)
	return err
}

func printJSON(p *process, v any) error {
	text, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(p.out, string(text))
	return err
}
