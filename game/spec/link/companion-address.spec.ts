/// <reference types="@rbxts/testez/globals" />
import { parseEndpoint } from "../../server/link/companion-address";

export = () => {
	it("finds the companion from the transaction log's URL", () => {
		const address = parseEndpoint("https://purser.example:8443/log/transactions");
		expect(address?.origin).to.equal("https://purser.example:8443");
		expect(address?.prefix).to.equal("");
	});

	it("keeps a path in front of the log", () => {
		expect(parseEndpoint("https://host.example/purser/log/transactions/")?.prefix).to.equal("/purser");
	});

	it("takes a bare host for the companion itself", () => {
		expect(parseEndpoint("http://127.0.0.1:3000")?.prefix).to.equal("");
		expect(parseEndpoint("http://127.0.0.1:3000/")?.prefix).to.equal("");
	});

	it("knows no companion behind anything that is no URL", () => {
		for (const text of ["", "host.example", "ftp://host.example/", "https://", "https://a b/"]) {
			expect(parseEndpoint(text)).to.equal(undefined);
		}
	});
};
