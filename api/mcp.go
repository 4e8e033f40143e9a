package api

import (
	"context"
	"errors"
	"net/http"

	"github.com/gin-gonic/gin"

	"chokepoint/graph/question"
	"chokepoint/graph/say"
)

// Ask answers a question that another face has read, as one that is asked here: with a place among those at work, and within the budget.
type Ask func(context.Context, question.Prepared) (*question.Reply, error)

// registerMCP lets assistants in, on the same terms as all who ask: host, key, rate and places are those of any question.
func (s *server) registerMCP(router *gin.Engine) {
	if s.MCP == nil {
		return
	}
	router.Any("/mcp", s.sameOrigin(), s.placed, gin.WrapH(s.MCP(s.askFor)))
}

// askFor is an Ask.
func (s *server) askFor(ctx context.Context, asked question.Prepared) (*question.Reply, error) {
	w := &work{lanes: s.lanes}
	defer w.leave()
	reply, err := asked.Ask(ctx, s.Source, question.Terms{Budget: s.Budget, Now: s.Now(), Enter: w.enter})
	if errors.Is(err, errBusy) {
		return nil, say.That("problem.busy")
	}
	if err == nil {
		s.answered.found.Inc()
	}
	return reply, err
}

// sameOrigin refuses what a page of another origin than the allowed ones has a browser post: a call may come from such a page without its
// being able to read the answer.
func (s *server) sameOrigin() gin.HandlerFunc {
	protection := http.NewCrossOriginProtection()
	for _, origin := range s.Origins {
		if err := protection.AddTrustedOrigin(origin); err != nil {
			s.Log.Warn("an origin is not trusted", "origin", origin, "error", err)
		}
	}
	return func(c *gin.Context) {
		if protection.Check(c.Request) != nil {
			refuse(c, http.StatusForbidden, c.Query("lang"), say.That("problem.origin"))
		}
	}
}
