import { isOfOther } from './declared.js'

/**
 * The statements that make what no function of the database would show as SQL. Each is an expression over a row of the catalogue
 * under the letter that stands with it; `name` is an expression too.
 */

const call = (procedure: string): string => `nullif(${procedure}, 0)::regproc`

const choice = (value: string, words: { readonly [letter: string]: string }): string =>
  `CASE ${value} ${Object.entries(words)
    .map(([letter, word]) => `WHEN '${letter}' THEN '${word}'`)
    .join(' ')} END`

const finalModes = { r: 'READ_ONLY', s: 'SHAREABLE', w: 'READ_WRITE' }
const finalMode = (word: string, value: string): string =>
  `'${word} = ' || CASE WHEN ${value} <> CASE WHEN a.aggkind = 'n' THEN 'r' ELSE 'w' END THEN ${choice(value, finalModes)} END`

/** `p` of pg_proc. */
export const aggregateArguments = (of: 'pg_get_function_arguments' | 'pg_get_function_identity_arguments') =>
  `coalesce(nullif(${of}(p.oid), ''), '*')`

/** `p` of pg_proc. */
export const aggregateDefinition = (name: string): string =>
  `(SELECT format('CREATE AGGREGATE %s(%s) (%s)', ${name}, ${aggregateArguments('pg_get_function_arguments')}, concat_ws(', ',
    'SFUNC = ' || a.aggtransfn, 'STYPE = ' || format_type(a.aggtranstype, NULL), 'SSPACE = ' || nullif(a.aggtransspace, 0),
    'FINALFUNC = ' || ${call('a.aggfinalfn')}, CASE WHEN a.aggfinalextra THEN 'FINALFUNC_EXTRA' END,
    ${finalMode('FINALFUNC_MODIFY', 'a.aggfinalmodify')}, 'COMBINEFUNC = ' || ${call('a.aggcombinefn')},
    'SERIALFUNC = ' || ${call('a.aggserialfn')}, 'DESERIALFUNC = ' || ${call('a.aggdeserialfn')},
    'INITCOND = ' || quote_literal(a.agginitval), 'MSFUNC = ' || ${call('a.aggmtransfn')},
    'MINVFUNC = ' || ${call('a.aggminvtransfn')}, 'MSTYPE = ' || format_type(nullif(a.aggmtranstype, 0), NULL),
    'MSSPACE = ' || nullif(a.aggmtransspace, 0), 'MFINALFUNC = ' || ${call('a.aggmfinalfn')},
    CASE WHEN a.aggmfinalextra THEN 'MFINALFUNC_EXTRA' END, ${finalMode('MFINALFUNC_MODIFY', 'a.aggmfinalmodify')},
    'MINITCOND = ' || quote_literal(a.aggminitval), 'SORTOP = ' || (SELECT ${operatorName('s')} FROM pg_operator s WHERE s.oid = a.aggsortop),
    'PARALLEL = ' || ${choice('p.proparallel', { s: 'SAFE', r: 'RESTRICTED' })}, CASE WHEN a.aggkind = 'h' THEN 'HYPOTHETICAL' END))
  FROM pg_aggregate a WHERE a.aggfnoid = p.oid)`

function operatorName(row: string): string {
  return `format('OPERATOR(%I.%s)', ${row}.oprnamespace::regnamespace::name, ${row}.oprname)`
}

const otherOperator = (word: string, value: string): string =>
  `'${word} = ' || (SELECT CASE WHEN q.oprnamespace = o.oprnamespace THEN q.oprname::text ELSE ${operatorName('q')} END FROM pg_operator q WHERE q.oid = ${value})`

/** `o` of pg_operator. */
export const operatorDefinition = (name: string): string =>
  `format('CREATE OPERATOR %s (%s)', ${name}, concat_ws(', ', 'FUNCTION = ' || o.oprcode,
    'LEFTARG = ' || format_type(nullif(o.oprleft, 0), NULL), 'RIGHTARG = ' || format_type(nullif(o.oprright, 0), NULL),
    ${otherOperator('COMMUTATOR', 'o.oprcom')}, ${otherOperator('NEGATOR', 'o.oprnegate')},
    'RESTRICT = ' || ${call('o.oprrest')}, 'JOIN = ' || ${call('o.oprjoin')},
    CASE WHEN o.oprcanhash THEN 'HASHES' END, CASE WHEN o.oprcanmerge THEN 'MERGES' END))`

export const castName = `format('(%s AS %s)', format_type(k.castsource, NULL), format_type(k.casttarget, NULL))`

/** `k` of pg_cast. */
export const castDefinition = `concat_ws(' ', 'CREATE CAST', ${castName},
  CASE k.castmethod WHEN 'f' THEN 'WITH FUNCTION ' || k.castfunc::regprocedure WHEN 'i' THEN 'WITH INOUT' ELSE 'WITHOUT FUNCTION' END,
  ${choice('k.castcontext', { a: 'AS ASSIGNMENT', i: 'AS IMPLICIT' })})`

/** Casts that somebody made: those of the system have the low numbers, and every type of ranges brings one. */
export const isOwnCast = `k.oid >= 16384 AND NOT ${isOfOther('pg_cast', 'k.oid')}`

/** A row of pg_opclass, with its schema where the search path leaves that out. */
export const operatorClassPath = (row: string): string =>
  `CASE WHEN pg_opclass_is_visible(${row}.oid) THEN '' ELSE quote_ident(${row}.opcnamespace::regnamespace::name) || '.' END || quote_ident(${row}.opcname)`

/** `l` of pg_collation: its name, or both names in quotes where the search path leaves its schema out. */
export const collationWritten = `CASE WHEN pg_collation_is_visible(l.oid) THEN l.collname::text
    ELSE format('"%s"."%s"', replace(l.collnamespace::regnamespace::name, '"', '""'), replace(l.collname, '"', '""')) END`

/** `t` of pg_type. Its multirange has a name that follows from its own, unless another was given. */
export const rangeDefinition = (name: string): string =>
  `(SELECT format('CREATE TYPE %s AS RANGE (%s)', ${name}, concat_ws(', ', 'SUBTYPE = ' || format_type(r.rngsubtype, NULL),
    'SUBTYPE_OPCLASS = ' || (SELECT ${operatorClassPath('c')} FROM pg_opclass c WHERE c.oid = r.rngsubopc AND NOT c.opcdefault),
    'COLLATION = ' || (SELECT l.oid::regcollation::text FROM pg_collation l JOIN pg_type b ON b.oid = r.rngsubtype
      WHERE l.oid = r.rngcollation AND l.oid <> b.typcollation),
    'CANONICAL = ' || ${call('r.rngcanonical')}, 'SUBTYPE_DIFF = ' || ${call('r.rngsubdiff')},
    'MULTIRANGE_TYPE_NAME = ' || (SELECT quote_ident(m.typname) FROM pg_type m WHERE m.oid = r.rngmultitypid
      AND m.typname <> CASE WHEN t.typname ~ 'range' THEN regexp_replace(t.typname, 'range', 'multirange') ELSE t.typname || '_multirange' END)))
  FROM pg_range r WHERE r.rngtypid = t.oid)`

/** `l` of pg_collation, whose columns are not the same on every version; nor is whether a locale says that something is true. */
export const collationDefinition = (name: string): string =>
  `(SELECT format('CREATE COLLATION %s (%s)', ${name}, concat_ws(', ', 'PROVIDER = ' || ${choice('l.collprovider', { i: 'icu', c: 'libc', b: 'builtin' })},
    'LOCALE = ' || quote_literal(regexp_replace(coalesce(j ->> 'colllocale', j ->> 'colliculocale', nullif(j ->> 'collcollate', '')), '-true(?=-|$)', '', 'g')),
    CASE WHEN NOT l.collisdeterministic THEN 'DETERMINISTIC = false' END, 'RULES = ' || quote_literal(j ->> 'collicurules')))
  FROM to_jsonb(l) AS j)`

/** `t` of pg_ts_config: what makes it, and what each kind of word is looked up in. */
export const textSearchMappings = (name: string): string =>
  `(SELECT jsonb_agg(format('ALTER TEXT SEARCH CONFIGURATION %s ADD MAPPING FOR %s WITH %s', ${name}, m.tokens, m.dictionaries) ORDER BY m.tokens)
  FROM (SELECT string_agg(w.token, ', ' ORDER BY w.token) AS tokens, w.dictionaries
    FROM (SELECT k.alias AS token, string_agg(e.mapdict::regdictionary::text, ', ' ORDER BY e.mapseqno) AS dictionaries
      FROM pg_ts_config_map e JOIN LATERAL ts_token_type(t.cfgparser) k ON k.tokid = e.maptokentype
      WHERE e.mapcfg = t.oid GROUP BY k.alias) w
    GROUP BY w.dictionaries) m)`

/** `t` of pg_ts_config. */
export const textSearchDefinition = (name: string): string =>
  `(SELECT format('CREATE TEXT SEARCH CONFIGURATION %s (PARSER = %I.%I)', ${name}, s.nspname, p.prsname)
  FROM pg_ts_parser p JOIN pg_namespace s ON s.oid = p.prsnamespace WHERE p.oid = t.cfgparser)`

/** `d` of pg_ts_dict. */
export const dictionaryDefinition = (name: string): string =>
  `(SELECT format('CREATE TEXT SEARCH DICTIONARY %s (%s)', ${name}, concat_ws(', ', format('TEMPLATE = %I.%I', s.nspname, p.tmplname), d.dictinitoption))
  FROM pg_ts_template p JOIN pg_namespace s ON s.oid = p.tmplnamespace WHERE p.oid = d.dicttemplate)`

/** -1 on old versions, and NULL on new ones, is a number that the database chooses. */
export const statisticsTarget = (value: string): string => `nullif(${value}::integer, -1)`
