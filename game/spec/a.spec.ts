/// <reference types="@rbxts/testez/globals" />
export = () => { it("works", () => { expect(1).to.equal(1); }); };
