// Reads an execution trace with Go's own reader and counts its events: the yardstick of the benchmark
// `npm run bench -- gotrace`. Only run where there is a Go.
package main

import (
	"bufio"
	"fmt"
	"io"
	"os"

	"golang.org/x/exp/trace"
)

func main() {
	events, err := count(os.Args[1])
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(events)
}

func count(name string) (int, error) {
	file, err := os.Open(name)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	reader, err := trace.NewReader(bufio.NewReaderSize(file, 1<<20))
	if err != nil {
		return 0, err
	}
	for events := 0; ; events++ {
		if _, err := reader.ReadEvent(); err == io.EOF {
			return events, nil
		} else if err != nil {
			return events, err
		}
	}
}
