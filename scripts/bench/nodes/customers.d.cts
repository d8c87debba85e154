/** The customers of the benchmark, each with `more`. */
export function customers(count: number, more?: object): Array<Record<string, number | string>>;
