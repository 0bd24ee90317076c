// Command usb shows that the distribution's libusb starts on the machine it runs on. There need not be any device.
package main

import (
	"fmt"
	"os"
	"runtime"

	"github.com/google/gousb"
)

func main() {
	count := 0
	context := gousb.NewContext()
	_, err := context.OpenDevices(func(*gousb.DeviceDesc) bool {
		count++
		return false
	})
	if closing := context.Close(); err == nil {
		err = closing
	}
	if err != nil {
		fmt.Fprintf(os.Stderr, "usb on %s/%s: %v\n", runtime.GOOS, runtime.GOARCH, err)
		os.Exit(1)
	}
	fmt.Printf("usb on %s/%s: asked libusb, %d devices\n", runtime.GOOS, runtime.GOARCH, count)
}
