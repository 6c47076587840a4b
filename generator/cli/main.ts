export async function main(args: readonly string[]): Promise<number> { console.log(args, import.meta.resolve('tablewright')); return 0 }
