/** The command line asks for something that cannot be meant; said by the command itself, beyond what the parser checks. */
export class UsageError extends Error {}
