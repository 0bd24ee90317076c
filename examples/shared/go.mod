module example.com/cgo-cross/shared

go 1.24
