import Sqlite from 'better-sqlite3'
import { readFileSync } from 'node:fs'
import { CompiledQuery } from 'kysely'
import { connect } from '../../runtime/connect.js'
import { CampaignRepository, campaigns } from './support/tables.js'
const script = readFileSync(new URL('support/sqlite.sql', import.meta.url),'utf8')
const db = connect<any>('sqlite::memory:')
for (const s of script.split(/;\n(?=CREATE |$)/)) if (s.trim()) await db.executeQuery(CompiledQuery.raw(s))
const repo = new CampaignRepository(db)
const rows = await repo.createMany(Array.from({length:5000},(_,i)=>({name:`c${i}`,platform:i%2?'web':'tv'})))
const ids = rows.map(r=>r.id)
const raw = new Sqlite(':memory:'); raw.exec(script)
const ins = raw.prepare(`INSERT INTO campaigns (id,name,platform) VALUES (?,?,?)`)
for (const r of rows) ins.run(r.id,r.name,r.platform)
const list = Object.keys(campaigns.columns).map(c=>`"${c}"`).join(', ')
const a = raw.prepare(`SELECT ${list} FROM campaigns WHERE id = ? AND deleted_at IS NULL`).raw()
const b = raw.prepare(`SELECT ${list} FROM campaigns WHERE deleted_at IS NULL AND id = ? LIMIT ?`).raw()
const c = raw.prepare(`SELECT ${list} FROM campaigns WHERE deleted_at IS NULL AND id = ? LIMIT 1`).raw()

const d = raw.prepare(`SELECT ${list} FROM campaigns WHERE deleted_at IS NULL AND id = ? LIMIT ? + 0`).raw()
const e = raw.prepare(`SELECT ${list} FROM campaigns WHERE deleted_at IS NULL AND id = ? LIMIT 1 OFFSET ?`).raw()
const g = raw.prepare(`SELECT ${list} FROM campaigns WHERE id GLOB ?`).raw()
const g2 = raw.prepare(`SELECT ${list} FROM campaigns WHERE id GLOB ? || ''`).raw()
const r = raw.prepare(`SELECT ${list} FROM campaigns WHERE id > ? AND id < ?`).raw()
const jn = raw.prepare(`SELECT ${list} FROM campaigns WHERE id IN (SELECT value FROM json_each(?))`).raw()
async function time(name:string, f:(i:number)=>unknown, n=40000){ const runs=[]; for(let k=0;k<5;k++){const t=process.hrtime.bigint(); for(let i=0;i<n;i++){const r=f(i); if(r instanceof Promise) await r} runs.push(Number(process.hrtime.bigint()-t)/n/1000)} runs.sort((a,b)=>a-b); console.log(name.padEnd(44), runs[2]!.toFixed(2),'µs  min',runs[0]!.toFixed(2)) }
await time('raw byid all', i=>a.all(ids[i%5000]))
await time('raw byid limit ? all', i=>b.all(ids[i%5000],1))
await time('raw byid limit 1 all', i=>c.all(ids[i%5000]))

await time('raw limit ?+0', i=>d.all(ids[i%5000],1))
await time('raw offset ?', i=>e.all(ids[i%5000],0))
await time('raw glob ?', i=>g.all(ids[i%5000]))
await time('raw glob ? unindexed', i=>g2.all(ids[i%5000]), 100)
await time('raw range', i=>r.all(ids[i%5000],ids[i%5000]))
await time('raw json_each', i=>jn.all(JSON.stringify([ids[i%5000]])))
