package api

import (
	"io/fs"
	"mime"
	"net/http"
	"path"

	"github.com/gin-gonic/gin"

	"chokepoint/web"
)

const mediaHTML = "text/html"

// pagePolicy allows a page what comes from this server, and no other.
const pagePolicy = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; " +
	"frame-ancestors 'none'; base-uri 'none'; form-action 'self'"

// registerExplorer adds the explorer at /, whose state is in the query, and what it is made of.
func (s *server) registerExplorer(router *gin.Engine) {
	files := web.Files()
	index, err := fs.ReadFile(files, "index.html")
	if err != nil {
		panic(err) // it is embedded
	}
	router.GET("/", func(c *gin.Context) { s.front(c, index) })
	router.GET("/assets/:file", func(c *gin.Context) {
		name := path.Join("assets", c.Param("file"))
		data, err := fs.ReadFile(files, name)
		if err != nil {
			s.noRoute(c)
			return
		}
		media := mime.TypeByExtension(path.Ext(name))
		if media == "" {
			media = "text/plain; charset=utf-8"
		}
		c.Header("Cache-Control", "public, max-age=31536000, immutable") // a name has one content
		c.Data(http.StatusOK, media, data)
	})
}

// front says what this is: to people by the explorer, to programs in JSON.
func (s *server) front(c *gin.Context, index []byte) {
	c.Writer.Header().Add("Vary", "Accept")
	if form, _ := preferred(c.Request.Header.Values("Accept"), mediaHTML, mediaJSON); form == mediaJSON {
		c.JSON(http.StatusOK, gin.H{"name": s.openapi.Info.Title, "version": Version, "description": s.openapi.Info.Description,
			"openapi": "/openapi.json", "docs": "/docs", "example": "/v1/entities/nvidia/dependents"})
		return
	}
	page(c, index)
}

// page writes a page that is embedded.
func page(c *gin.Context, html []byte) {
	c.Header("Content-Security-Policy", pagePolicy)
	c.Data(http.StatusOK, mediaHTML+"; charset=utf-8", html)
}
