/** Throws when a value is not the expected one. */
export function expectSame(what: string, value: unknown, expected: unknown): void {
	const [is, shouldBe] = [value, expected].map((one) => JSON.stringify(one));
	if (is !== shouldBe) throw new Error(`${what}: ${is} instead of ${shouldBe}`);
}
