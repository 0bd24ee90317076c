// Command sqlite shows that SQLite, which cgo compiles from C, works on the machine it runs on.
package main

import (
	"database/sql"
	"flag"
	"fmt"
	"os"
	"runtime"

	_ "github.com/mattn/go-sqlite3"
)

var version = "1.0.0"

func main() {
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()

	line, err := report(*showVersion)
	if err != nil {
		fmt.Fprintf(os.Stderr, "sqlite on %s/%s: %v\n", runtime.GOOS, runtime.GOARCH, err)
		os.Exit(1)
	}
	fmt.Println(line)
}

// report asks SQLite itself in both cases, so that even --version fails in a binary that was built without C.
func report(showVersion bool) (string, error) {
	db, err := sql.Open("sqlite3", ":memory:")
	if err != nil {
		return "", err
	}
	defer db.Close()
	// Each connection to :memory: is a database of its own.
	db.SetMaxOpenConns(1)

	var engine string
	if err := db.QueryRow("SELECT sqlite_version()").Scan(&engine); err != nil {
		return "", err
	}
	if showVersion {
		return fmt.Sprintf("sqlite example %s, sqlite %s, %s/%s", version, engine, runtime.GOOS, runtime.GOARCH), nil
	}

	rows, sum, err := totals(db)
	if err != nil {
		return "", err
	}
	if rows != 3 || sum != 42 {
		return "", fmt.Errorf("got %d rows with sum %d, want 3 rows with sum 42", rows, sum)
	}
	return fmt.Sprintf("sqlite %s on %s/%s: %d rows, sum %d", engine, runtime.GOOS, runtime.GOARCH, rows, sum), nil
}

// totals writes three numbers into a new table and lets SQLite count and add them up.
func totals(db *sql.DB) (rows, sum int64, err error) {
	if _, err := db.Exec("CREATE TABLE parts (name TEXT PRIMARY KEY, amount INTEGER NOT NULL)"); err != nil {
		return 0, 0, err
	}
	for _, part := range []struct {
		name   string
		amount int
	}{{"bolt", 30}, {"nut", 10}, {"washer", 2}} {
		if _, err := db.Exec("INSERT INTO parts VALUES (?, ?)", part.name, part.amount); err != nil {
			return 0, 0, err
		}
	}
	err = db.QueryRow("SELECT count(*), sum(amount) FROM parts").Scan(&rows, &sum)
	return rows, sum, err
}
