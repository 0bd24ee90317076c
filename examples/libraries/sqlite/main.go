// Command sqlite shows that a program linked with the distribution's SQLite (build tag libsqlite3) works.
package main

import (
	"database/sql"
	"fmt"
	"os"
	"runtime"

	"github.com/mattn/go-sqlite3"
)

func main() {
	database, err := sql.Open("sqlite3", ":memory:")
	sum := 0
	if err == nil {
		err = database.QueryRow("SELECT sum(column1) FROM (VALUES (12), (30))").Scan(&sum)
	}
	if err == nil && sum != 42 {
		err = fmt.Errorf("the sum is %d", sum)
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "sqlite on %s/%s: %v\n", runtime.GOOS, runtime.GOARCH, err)
		os.Exit(1)
	}
	version, _, _ := sqlite3.Version()
	fmt.Printf("sqlite %s on %s/%s: sum %d\n", version, runtime.GOOS, runtime.GOARCH, sum)
}
