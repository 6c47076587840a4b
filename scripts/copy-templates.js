// The compiled generator looks for its templates beside itself, as the sources do.
import { cpSync } from 'node:fs'

cpSync('templates', 'dist/templates', { recursive: true })
