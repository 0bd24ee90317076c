module example.com/cgo-cross/libraries

go 1.24

require (
	github.com/google/gopacket v1.1.19
	github.com/google/gousb v1.1.3
	github.com/mattn/go-sqlite3 v1.14.53
)

require golang.org/x/sys v0.0.0-20190412213103-97732733099d // indirect
