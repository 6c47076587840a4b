import type { Expression, Operator, Term } from './expression.js'
import { type SqlWord, sqlWords } from './sql-words.js'

/** The expression, if it is made of comparisons, BETWEEN, IN, LIKE, IS NULL, AND, OR and NOT alone. */
export function parseCheck(sql: string): Expression | undefined {
  const words = sqlWords(sql)
  if (words === undefined) return undefined
  const reader = new Reader(words)
  try {
    const expression = reader.disjunction()
    return reader.isAtEnd ? expression : undefined
  } catch (error) {
    if (error instanceof NotRead) return undefined
    throw error
  }
}

/** On the way out of an expression that says more than is read here. */
class NotRead extends Error {}

const functions: { readonly [name: string]: 'length' | 'trim' } = {
  length: 'length',
  char_length: 'length',
  character_length: 'length',
  trim: 'trim',
  btrim: 'trim',
}

const comparisons = new Set<string>(['=', '<>', '<', '<=', '>', '>='])
const isComparison = (text: string): text is Operator => comparisons.has(text)

class Reader {
  readonly #words: readonly SqlWord[]
  #at = 0

  constructor(words: readonly SqlWord[]) {
    this.#words = words
  }

  get isAtEnd(): boolean {
    return this.#at === this.#words.length
  }

  disjunction(): Expression {
    return this.#joined('or', () => this.#joined('and', () => this.#negation()))
  }

  #joined(kind: 'and' | 'or', read: () => Expression): Expression {
    const parts = [read()]
    while (this.#takes(kind)) parts.push(read())
    return parts.length === 1 ? (parts[0] as Expression) : { kind, parts }
  }

  #negation(): Expression {
    return this.#takes('not') ? { kind: 'not', part: this.#negation() } : this.#predicate()
  }

  /** A parenthesis may hold a condition or an operand, which is seen from what stands behind it. */
  #predicate(): Expression {
    const start = this.#at
    if (this.#takes('(')) {
      const inner = this.#attempt(() => this.disjunction())
      if (inner && this.#takes(')') && !this.#goesOn()) return inner
      this.#at = start
    }
    return this.#comparison(this.#term())
  }

  #goesOn(): boolean {
    const word = this.#words[this.#at]
    return (
      word !== undefined && !(word.kind === 'word' && /^(?:and|or)$/i.test(word.text)) && word.text !== ')'
    )
  }

  #comparison(left: Term): Expression {
    const operator = this.#words[this.#at]
    if (operator?.kind === 'sign' && isComparison(operator.text)) {
      this.#at++
      return { kind: 'compare', operator: operator.text, left, right: this.#term() }
    }
    if (this.#takes('is')) {
      const negated = this.#takes('not')
      this.#must('null')
      return not(negated, { kind: 'null', term: left })
    }
    const negated = this.#takes('not')
    if (this.#takes('between')) return not(negated, this.#between(left))
    if (this.#takes('in')) return not(negated, this.#list(left))
    if (this.#takes('like')) return not(negated, { kind: 'like', term: left, pattern: this.#pattern() })
    if (negated || (left.kind !== 'column' && left.kind !== 'boolean')) throw new NotRead()
    return { kind: 'true', term: left }
  }

  #between(term: Term): Expression {
    const low = this.#term()
    this.#must('and')
    const parts: readonly Expression[] = [
      { kind: 'compare', operator: '>=', left: term, right: low },
      { kind: 'compare', operator: '<=', left: term, right: this.#term() },
    ]
    return { kind: 'and', parts }
  }

  #list(term: Term): Expression {
    this.#must('(')
    const list = [this.#term()]
    while (this.#takes(',')) list.push(this.#term())
    this.#must(')')
    return { kind: 'in', term, list }
  }

  #pattern(): string {
    const word = this.#next()
    if (word.kind !== 'text' || this.#takes('escape')) throw new NotRead()
    return word.text
  }

  #term(): Term {
    if (this.#takes('(')) return this.#closed(this.#term())
    const negative = this.#takes('-')
    const word = this.#next()
    if (negative && word.kind !== 'number') throw new NotRead()
    switch (word.kind) {
      case 'number':
        return { kind: 'number', text: negative && /[1-9]/.test(word.text) ? `-${word.text}` : word.text }
      case 'text':
        return { kind: 'text', text: word.text }
      case 'name':
        return { kind: 'column', name: word.text, quoted: true }
      case 'word':
        return this.#named(word.text)
      default:
        throw new NotRead()
    }
  }

  #named(text: string): Term {
    const word = text.toLowerCase()
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true' }
    if (!this.#takes('(')) return { kind: 'column', name: text, quoted: false }
    const known = Object.hasOwn(functions, word) ? functions[word] : undefined
    if (known === undefined) throw new NotRead()
    return this.#closed({ kind: 'call', function: known, of: this.#term() })
  }

  #closed(term: Term): Term {
    this.#must(')')
    return term
  }

  #attempt<T>(read: () => T): T | undefined {
    try {
      return read()
    } catch (error) {
      if (error instanceof NotRead) return undefined
      throw error
    }
  }

  #next(): SqlWord {
    const word = this.#words[this.#at++]
    if (word === undefined) throw new NotRead()
    return word
  }

  #takes(text: string): boolean {
    const word = this.#words[this.#at]
    const isThat = (word?.kind === 'word' || word?.kind === 'sign') && word.text.toLowerCase() === text
    if (isThat) this.#at++
    return isThat
  }

  #must(text: string): void {
    if (!this.#takes(text)) throw new NotRead()
  }
}

const not = (negated: boolean, part: Expression): Expression => (negated ? { kind: 'not', part } : part)
