// Alloy's own parser and formatter, for lib/languages/alloy/compiler.
package main

import (
	"runtime/debug"
	"unsafe"
)

// What the host writes a request to and reads a reply from: kept, so that it is not collected meanwhile.
var held = map[*byte][]byte{}

func main() {}

//go:wasmexport reserve
func reserve(length uint32) unsafe.Pointer {
	buffer := make([]byte, max(length, 1))
	held[&buffer[0]] = buffer
	return unsafe.Pointer(&buffer[0])
}

//go:wasmexport release
func release(start unsafe.Pointer) {
	delete(held, (*byte)(start))
}

// The reply's place in the upper half, its length in the lower one.
//
//go:wasmexport call
func call(start unsafe.Pointer, length uint32, wanted uint32) uint64 {
	source := held[(*byte)(start)][:length]
	delete(held, (*byte)(start))
	reply := answer(source, wanted)
	held[&reply[0]] = reply
	return uint64(uintptr(unsafe.Pointer(&reply[0])))<<32 | uint64(len(reply))
}

func init() {
	// Nothing waits, so memory is worth more than time.
	debug.SetGCPercent(200)
}
