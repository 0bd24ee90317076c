module example.com/cgo-cross/pure

go 1.24
