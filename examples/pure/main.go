// Command pure has no C of its own: it needs no C compiler for any target. It imports net and os/user, the two packages
// of the standard library that use C where they may and do as well without it.
package main

import (
	"crypto/sha256"
	"flag"
	"fmt"
	"net"
	"net/url"
	"os"
	"os/user"
	"runtime"
)

var version = "1.0.0"

func main() {
	showVersion := flag.Bool("version", false, "print the version and exit")
	flag.Parse()
	if *showVersion {
		fmt.Printf("pure example %s, %s/%s\n", version, runtime.GOOS, runtime.GOARCH)
		return
	}

	line, err := check()
	if err != nil {
		fmt.Fprintf(os.Stderr, "pure on %s/%s: %v\n", runtime.GOOS, runtime.GOARCH, err)
		os.Exit(1)
	}
	fmt.Println(line)
}

func check() (string, error) {
	address, err := url.Parse("https://[2001:db8::1]:8443/search?q=cross+compiler#first")
	if err != nil {
		return "", err
	}
	_, network, err := net.ParseCIDR("2001:db8::/32")
	if err != nil {
		return "", err
	}
	if !network.Contains(net.ParseIP(address.Hostname())) {
		return "", fmt.Errorf("%s is not in %s", address.Hostname(), network)
	}

	digest := fmt.Sprintf("%x", sha256.Sum256([]byte(address.Query().Get("q"))))
	if digest != wantDigest {
		return "", fmt.Errorf("sha256 is %s, want %s", digest, wantDigest)
	}

	// A user without an entry in /etc/passwd is common in containers and no fault of the binary.
	if current, err := user.Current(); err == nil && current.Uid == "" {
		return "", fmt.Errorf("the current user has no id")
	}
	return fmt.Sprintf("pure on %s/%s: port %s, sha256 %s", runtime.GOOS, runtime.GOARCH, address.Port(), digest[:16]), nil
}

// wantDigest is the SHA-256 of "cross compiler".
const wantDigest = "954439e0c73bb536e8a5a110121f509696ca774f5eeaf348b5b0ad464b092d58"
