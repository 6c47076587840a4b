import { readFileSync } from 'node:fs'
import Handlebars from 'handlebars'

const folder = new URL('../../templates/', import.meta.url)
const compiled = new Map<string, HandlebarsTemplateDelegate<object>>()

/**
 * Fills `templates/<name>.hbs` with a view. Templates hold text alone: a field that the view lacks or a helper that does not
 * exist throws, because both are faults of ours and never of the author's schema.
 */
export function renderTemplate(name: string, view: object): string {
  let template = compiled.get(name)
  if (!template) {
    const text = readFileSync(new URL(`${name}.hbs`, folder), 'utf8')
    template = Handlebars.compile<object>(text, { strict: true, noEscape: true, knownHelpersOnly: true })
    compiled.set(name, template)
  }
  return template(view)
}
