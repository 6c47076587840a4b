import type { DropEntry } from '../document.js'
import { build } from '../shape/build.js'
import { choiceByKey } from '../shape/choice.js'
import { object, required } from '../shape/object.js'
import { word } from '../shape/scalars.js'
import type { Shape } from '../shape/shape.js'

/** Instead of a table or column that is no longer part of the schema: what becomes of its data. */
const dropMap: Shape<Pick<DropEntry, 'drop'>> = build(
  object(
    {
      drop: required(
        word('park', 'delete'),
        'It is dropped. park: its data is kept aside, so that the way back finds it; delete: it is gone.',
      ),
    },
    {
      expects: 'drop alone',
      advice: { was: 'What is dropped has no other name; write `was` at what took its place' },
    },
  ),
  ({ drop }) => drop && { drop },
)

/** An element, or that it is none any more; messages speak of the usual case. */
export const orDropped = <T>(element: Shape<T>): Shape<T | Pick<DropEntry, 'drop'>> => ({
  ...choiceByKey<T | Pick<DropEntry, 'drop'>>(['drop'], dropMap, element),
  expects: element.expects,
})

export const isDrop = (entry: object): entry is DropEntry => 'drop' in entry
