import type { Hazard } from './dialect.js'

/** Statements that turn what one script made into what another one makes. */
export type Alteration = {
  /** What lets go of things, before these are removed. */
  readonly goes: readonly string[]
  /** What takes hold of others, once these are there. */
  readonly comes: readonly string[]
  readonly hazards: readonly Hazard[]
  /** Names that other objects must not speak of meanwhile. */
  readonly moves: readonly string[]
  /** Whether `*` means more than before. */
  readonly widens: boolean
  /** Whether what it stands on cannot be removed beneath it. */
  readonly firm: boolean
}

export const noAlteration: Alteration = {
  goes: [],
  comes: [],
  hazards: [],
  moves: [],
  widens: false,
  firm: true,
}

export const inOrder = (all: readonly Alteration[]): Alteration => ({
  goes: all.flatMap(({ goes }) => goes),
  comes: all.flatMap(({ comes }) => comes),
  hazards: all.flatMap(({ hazards }) => hazards),
  moves: all.flatMap(({ moves }) => moves),
  widens: all.some(({ widens }) => widens),
  firm: all.every(({ firm }) => firm),
})
