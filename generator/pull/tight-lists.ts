import { CST, Parser } from 'yaml'

/** `[ a, b ]` as `[a, b]`, while `{ a: 1 }` stays: the writer knows only both or neither. */
export const tightLists = (text: string): string =>
  [...new Parser().parse(text)]
    .map((token) => {
      if (token.type === 'document') {
        CST.visit(token, ({ value }) => {
          if (value?.type === 'flow-collection' && value.start.source === '[') tighten(value)
        })
      }
      return CST.stringify(token)
    })
    .join('')

const tighten = (list: CST.FlowCollection): void => {
  const first = list.items[0]
  if (first === undefined) return
  first.start = first.start.filter(({ type }) => type !== 'space')
  const last = list.items.at(-1)
  if (last?.value !== undefined && 'end' in last.value && last.value.end !== undefined)
    last.value.end = withoutLastSpace({ type: last.value.type, end: last.value.end })
  const bracket = list.end.findIndex(({ type }) => type === 'flow-seq-end')
  list.end = list.end.filter(({ type }, index) => index >= bracket || type !== 'space')
}

/** What stands behind a value; in a collection, only behind the sign that closes it. */
const withoutLastSpace = (value: {
  readonly type: string
  readonly end?: CST.SourceToken[]
}): CST.SourceToken[] => {
  const end = value.end ?? []
  const closed = value.type === 'flow-collection' ? end.findIndex(({ type }) => type !== 'space') : -1
  return end.filter(({ type }, index) => index <= closed || type !== 'space')
}
