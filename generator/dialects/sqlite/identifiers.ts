import { quotingBy } from '../identifiers.js'
import { keywords } from './keywords.js'

export const { quote, quoteList } = quotingBy(keywords)
