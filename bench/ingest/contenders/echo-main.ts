/** Answers whatever comes without looking at it: what the load can do at most, when nothing else costs. */
const ANSWER = Buffer.from("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
const BODY_SEPARATOR = "\r\n\r\n";

const server = Bun.listen({
	hostname: "127.0.0.1",
	port: 0,
	socket: {
		data(socket, chunk) {
			if (chunk.includes(BODY_SEPARATOR)) socket.write(ANSWER);
		},
	},
});
console.log(`ready: HTTP on port ${server.port}`);
