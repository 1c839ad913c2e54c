import { expect, test } from "bun:test";
import { findAddressFault } from "./address-fault";

test.each([
	"https://purser.example.com",
	"https://purser.example.com/",
	"https://purser.example.com:443",
	"https://purser.example.com:1024",
	"https://purser.example.com:65535",
	"https://203.0.113.7:8443",
	"https://172.32.0.1",
	"https://10.example.com",
])("%s can be reached by game servers", (url) => {
	expect(findAddressFault(url)).toBeUndefined();
});

test.each([
	["http://purser.example.com", "https://"],
	["https://purser.example.com:80", "port 80"],
	["https://purser.example.com:1023", "port 1023"],
	["https://purser.example.com:1194", "port 1194"],
	["https://localhost", "localhost"],
	["https://127.0.0.1:3000", "127.0.0.1"],
	["https://10.0.0.5", "10.0.0.5"],
	["https://172.16.0.1", "172.16.0.1"],
	["https://box.local", "box.local"],
	["https://[fd00::1]", "[fd00::1]"],
	["https://example.com/purser", "path"],
])("%s cannot: %s", (url, named) => {
	expect(findAddressFault(url)).toContain(named);
});
