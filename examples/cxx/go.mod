module example.com/cgo-cross/cxx

go 1.24
