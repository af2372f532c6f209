// What the browser tests share: the platform as deploy/run starts it, the browser, the checks.
import { spawn, execFileSync } from 'node:child_process';
import { createHmac } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const require = createRequire(import.meta.url);
export const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
export const LANGS = ['nl', 'en', 'zh'];
export const LANG_TAG = { nl: 'nl', en: 'en', zh: 'zh-Hans' };
export const PROGRAM = path.join(ROOT, 'build/release/cleantechroute');
const BROWSER = process.env.CHROMIUM || '/usr/bin/chromium';
const START_SECONDS = 900;		// it may have to build first
const STEP_MS = 30000;		// generous: two cores may be busy with other tests
const CHROMIUM_ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--disable-dev-shm-usage'];

export const sleep = ms => new Promise(done => { setTimeout(done, ms); });

/* Ask until the answer is true. */
export async function until(what, seconds, ask) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`${what}: not within ${seconds} s`);
    await sleep(300);
  }
}

export function equal(seen, expected, what) {
  if (seen !== expected)
    throw new Error(`${what}: ${JSON.stringify(seen)}, expected ${JSON.stringify(expected)}`);
}

export function must(ok, what) {
  if (!ok) throw new Error(what);
}

// ---- The platform -------------------------------------------------------------------------

function freePort() {
  return new Promise(done => {
    const s = net.createServer().listen(0, '127.0.0.1', () => {
      const { port } = s.address();
      s.close(() => done(port));
    });
  });
}

/* deploy/run on a fresh folder.  stop() ends it as Ctrl-C does. */
export async function startSite() {
  const port = await freePort(), data = fs.mkdtempSync(path.join(os.tmpdir(), 'e2e-'));
  const child = spawn(path.join(ROOT, 'deploy/run'),
    ['--no-install', '--port', String(port), '--data', data], { stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '', ended = false;
  child.stdout.on('data', d => { said += d; });
  child.stderr.on('data', d => { said += d; });
  const exited = new Promise(done => { child.on('exit', code => { ended = true; done(code); }); });
  const stop = async () => {
    if (!ended) child.kill('SIGTERM');
    const code = await Promise.race([exited, sleep(25000).then(() => 'late')]);
    if (code === 'late') { child.kill('SIGKILL'); throw new Error('deploy/run does not stop'); }
    if (!process.env.KEEP) fs.rmSync(data, { recursive: true, force: true });
  };
  try {
    await until('deploy/run', START_SECONDS, () => {
      if (ended) throw new Error('deploy/run ended');
      return /Ctrl-C/.test(said);
    });
  } catch (e) { await stop().catch(() => {}); throw new Error(e.message + '\n' + said); }
  const printed = re => (said.match(re) || [])[1];
  return {
    base: printed(/is up:\s+(http:\/\/\S+?)\/\s/), port, data, stop,
    db: path.join(data, 'cleantechroute.db'),
    staff: { email: printed(/e-mail\s+(\S+)/), password: printed(/password\s+(\S+)/),
      totp: printed(/oathtool \S+ \S+ (\S+)/) },
    log: () => fs.readFileSync(path.join(data, 'daemon.log'), 'utf8'),
  };
}

/* One more staff account, made as an operator makes one. */
export function addStaff(site, who) {
  const args = ['--db', site.db, 'staff', 'add', '--email', who.email, '--name', who.name, '--partner',
    who.partner, '--role', who.role, '--demo', '--totp', who.totp, '--password-stdin'];
  execFileSync(PROGRAM, args, { input: who.password + '\n', stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, CLEANTECHROUTE_SHARE: ROOT } });
  return who;
}

/* What the database holds: one value per line.  Reading only; tests change it through the site. */
export function query(site, sql) {
  return execFileSync('sqlite3', ['-readonly', site.db, '.timeout 5000', sql],
    { encoding: 'utf8' }).trim();
}

// ---- The second factor ------------------------------------------------------------------------

function base32(text) {
  let bits = '';
  for (const c of text.replace(/=+$/, '').toUpperCase())
    bits += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c).toString(2).padStart(5, '0');
  return Buffer.from((bits.match(/.{8}/g) || []).map(b => parseInt(b, 2)));
}

/* RFC 6238: SHA-1, 30 seconds, six digits. */
export function totp(secret, step) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac('sha1', base32(secret)).update(counter).digest();
  const code = mac.readUInt32BE(mac[19] & 15) & 0x7fffffff;
  return String(code % 1000000).padStart(6, '0');
}

const usedStep = new Map();

/* A code that was not used yet: none counts twice, one step before or after now is taken too. */
export async function freshCode(secret) {
  const now = () => Math.floor(Date.now() / 30000);
  const step = Math.max((usedStep.get(secret) || 0) + 1, now());
  while (step > now() + 1) await sleep(500);
  usedStep.set(secret, step);
  return totp(secret, step);
}

// ---- The browser --------------------------------------------------------------------------------

const AXE = fs.readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const AXE_TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/* The violations, one line each. */
export async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate(tags =>
    window.axe.run(document, { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] }), AXE_TAGS);
  return found.violations.map(v => `${v.id}: ` + v.nodes.slice(0, 3).map(n =>
    `${n.target.join(' ')} (${((n.any[0] || n.all[0] || n.none[0] || {}).message || '').trim()})`).join('; '));
}

let shot = 0;

/* A picture of the page, if SHOTS names a folder. */
export async function shoot(page, name) {
  if (!process.env.SHOTS) return;
  fs.mkdirSync(process.env.SHOTS, { recursive: true });
  const n = String(++shot).padStart(3, '0');
  await page.screenshot({ fullPage: true, timeout: 4 * STEP_MS, path: path.join(process.env.SHOTS, `${suiteName}-${n}-${name}.png`) });
}

/* Everything that must not happen on any page, noted as it happens in notes.list. */
function watch(page, site, notes) {
  const noted = { push: text => notes.list.push(text) }, at = () => page.url().replace(site.base, '');
  page.on('console', m => {
    // The browser itself notes every answer of 400 and above; those are looked at where they are expected.
    if (m.type() === 'error' && !/Failed to load resource: the server responded with a status of 4/.test(m.text()))
      noted.push(`${at()}: console: ${m.text()}`);
  });
  page.on('pageerror', e => noted.push(`${at()}: script: ${e}`));
  page.on('dialog', d => { noted.push(`${at()}: dialog: ${d.message()}`); d.dismiss().catch(() => {}); });
  page.on('request', r => {
    const url = new URL(r.url());
    if (url.origin !== site.base) noted.push(`${at()}: request to ${r.url()}`);
  });
  page.on('requestfailed', r => {
    if (r.failure() && !/ERR_ABORTED|ERR_EMPTY_RESPONSE/.test(r.failure().errorText))
      noted.push(`${at()}: ${r.url()} ${r.failure().errorText}`);
  });
  page.on('response', r => {
    if (r.status() >= 500) noted.push(`${r.url()}: ${r.status()}`);
    if (r.status() === 404 && /\/static\//.test(r.url())) noted.push(`${r.url()}: 404`);
  });
}

let suiteName = 'e2e';

/*
 * Run a file of tests: body(t) calls t.test(name, fn) for each.  A test that throws has failed; the
 * rest goes on.  t.site is the platform, t.page(options) a page in a context of its own that lives as long
 * as the test; with options.keep, a name, the page that an earlier test left under that name, which saves
 * the start of a process. Anything that watch() notes fails the test.  The last line is "NAME: N passed, N failed".
 */
export async function suite(name, body) {
  suiteName = name;
  let passed = 0, failed = 0, site = null, browser = null;
  const only = process.argv[2];
  const logs = process.env.LOGS || path.join(ROOT, 'build/test-logs');
  const kept = new Map();	// name -> { page, notes }

  async function test(title, fn) {
    if (only && !title.includes(only)) return;
    const contexts = [], pages = [], noted = [], start = Date.now();
    const page = async (options = {}) => {
      const { js = true, width = 1280, height = 900, keep, ...rest } = options;
      if (kept.has(keep)) {
        const old = kept.get(keep);
        old.notes.list = noted;
        pages.push(old.page);
        await old.page.setViewportSize({ width, height });
        return old.page;
      }
      const context = await browser.newContext({ javaScriptEnabled: js, viewport: { width, height },
        serviceWorkers: 'block', ...rest });
      context.setDefaultTimeout(STEP_MS);
      const p = await context.newPage(), notes = { list: noted };
      if (keep) kept.set(keep, { page: p, notes });
      else contexts.push(context);
      watch(p, site, notes);
      pages.push(p);
      return p;
    };
    const seconds = () => ((Date.now() - start) / 1000).toFixed(1);
    try {
      await fn({ page, site, browser });
      if (noted.length) throw new Error([...new Set(noted)].join('\n'));
      passed++;
      console.log(`ok      ${name}: ${title} (${seconds()} s)`);
    } catch (e) {
      failed++;
      const text = String(e && e.stack || e).split('\n').filter(l => !/node_modules|node:internal/.test(l));
      console.log(`FAILED  ${name}: ${title} (${seconds()} s)\n    ${text.join('\n    ')}`);
      for (const n of new Set(noted)) if (!String(e.message).includes(n)) console.log('    ' + n);
      for (const [i, p] of pages.entries()) {
        const file = path.join(logs, `${name}-${title.replace(/[^a-z0-9]+/gi, '-').slice(0, 60)}-${i}.png`);
        fs.mkdirSync(logs, { recursive: true });
        await p.screenshot({ path: file, fullPage: true, timeout: 4 * STEP_MS }).then(() =>
          console.log(`    at ${p.url()}, seen in ${file}`), () => {});
      }
    }
    for (const c of contexts) await c.close().catch(() => {});
  }

  try {
    site = await startSite();
    browser = await chromium.launch({ executablePath: BROWSER, args: CHROMIUM_ARGS });
    await body({ test, site, browser });
  } catch (e) {
    failed++;
    console.log(`FAILED  ${name}: ${e && e.stack || e}`);
  }
  if (browser) await browser.close().catch(() => {});
  if (site) {
    try {
      const log = site.log();
      const bad = log.split('\n').filter(l => /signal \d+\)|BUG|ERROR|AddressSanitizer|runtime error/.test(l));
      if (bad.length) throw new Error('in the log of the daemon:\n' + bad.slice(0, 20).join('\n'));
      await site.stop();
    } catch (e) {
      failed++;
      console.log(`FAILED  ${name}: ${e.message}`);
      await site.stop().catch(() => {});
    }
  }
  console.log(`${name}: ${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

// ---- Steps that several tests take ------------------------------------------------------------------

/* Submit the form that holds ${field} with its first button, and wait for the answer. */
export async function submit(page, button = 'main form[method=post] button[type=submit]:not([hidden])') {
  const [response] = await Promise.all([
    page.waitForNavigation(),
    page.locator(button).first().click(),
  ]);
  return response;
}

export async function signIn(page, site, who, lang = 'nl') {
  await page.goto(`${site.base}/${lang}/sign-in`);
  await page.fill('main [name=email]', who.email);
  await page.fill('main [name=password]', who.password);
  await submit(page);
  if (!who.totp) return;
  equal(new URL(page.url()).pathname, `/${lang}/sign-in/code`, 'after the password');
  await page.fill('main [name=code]', await freshCode(who.totp));
  await submit(page);
  must(!/sign-in/.test(page.url()), `the second factor was not taken: ${page.url()}`);
}

/* An enterprise number that does not exist twice: eight digits and 97 minus their remainder. */
export function enterpriseNumber() {
  const eight = '08' + String(Math.floor(Math.random() * 1e6)).padStart(6, '0');
  return eight + String(97 - Number(eight) % 97).padStart(2, '0');
}

/* What a company types, per step of the registration. */
export function company(name = 'Zilverbeek Watertechniek') {
  const unique = Math.random().toString(36).slice(2, 8);
  return {
    email: `info-${unique}@zilverbeek.example`,
    password: `een lange zin voor ${unique}`,
    name: `${name} ${unique}`,
    steps: [
      { name: `${name} ${unique}`, enterprise_number: enterpriseNumber(), province: 'oost-vlaanderen',
        website: 'https://zilverbeek.example', founded: '2011', size: 'small' },
      { oneline: 'Membraanbioreactor die industrieel afvalwater zuivert voor hergebruik', summary_lang: 'nl',
        summary: 'Een compacte membraanbioreactor met ultrafiltratie.\nZuivert afvalwater van chemie en voeding.',
        sectors: ['water'], trl: '9', capacity: '100 tot 9.000 m³ per dag' },
      { regions: ['CN'], cooperation: ['sale', 'pilot'], languages: ['nl', 'en'] },
      { contact_name: 'Els Vermeulen', contact_email: `info-${unique}@zilverbeek.example`,
        password: `een lange zin voor ${unique}`, consent: true },
    ],
  };
}

/* Choose a box; those inside a closed disclosure are opened first, as a person does. */
async function check(page, name, value) {
  const box = page.locator(`main input[name="${name}"][value="${value}"]`).first();
  await box.evaluate(() => 0);
  if (!await box.isVisible()) {
    const summary = page.locator('main details:not([open])', { has: page.locator(`input[name="${name}"][value="${value}"]`) })
      .locator('summary').first();
    await summary.click();
  }
  await box.check();
}

/* Fill in one step with the keys of ${values}, whatever kind of control each is. */
export async function fillStep(page, values) {
  for (const [name, value] of Object.entries(values)) {
    if (Array.isArray(value)) { for (const v of value) await check(page, name, v); continue; }
    const control = page.locator(`main [name="${name}"]`).first();
    const kind = await control.evaluate(c => c.tagName === 'SELECT' ? 'select' : c.type);
    if (kind === 'select') await control.selectOption(value);
    else if (kind === 'radio') await check(page, name, value);
    else if (kind === 'checkbox') await control.setChecked(value);
    else await control.fill(value);
  }
}

export const SAVE = 'main form[method=post] button[type=submit]:not([hidden]):not([name=go])';

/* From the start page of the registration to its first step. */
let begun = 0;
export async function startRegistration(page, site, lang = 'nl') {
  begun = Date.now();
  await page.goto(`${site.base}/${lang}/register`);
  if (/\/register$/.test(new URL(page.url()).pathname)) {
    await Promise.all([page.waitForNavigation(),
      page.locator('main a[href*="/register/"], main form button[type=submit]').first().click()]);
  }
  const at = new URL(page.url()).pathname.match(/^\/(..)\/register\/([\w-]+)\/1$/);
  must(at, `the first step has another address: ${page.url()}`);
  return at[2];
}

/* The five steps; ${each}(page, n) is called on every one before it is filled in. */
/* Who fills in five steps within two seconds is no person, and is asked to try again: a fast machine waits. */
export async function asAPerson() { await sleep(Math.max(0, 4000 - (Date.now() - begun))); }

export async function register(page, site, who, lang = 'nl', each = async () => {}) {
  const slug = await startRegistration(page, site, lang);
  for (const [i, values] of who.steps.entries()) {
    equal(new URL(page.url()).pathname, `/${lang}/register/${slug}/${i + 1}`, 'address of a step');
    await each(page, i + 1);
    await fillStep(page, values);
    await submit(page, SAVE);
  }
  equal(new URL(page.url()).pathname, `/${lang}/register/${slug}/5`, 'after the fourth step');
  await each(page, 5);
  await asAPerson();
  await submit(page, SAVE);
  equal(new URL(page.url()).pathname, `/${lang}/register/done`, 'after sending');
  return slug;
}

/* The link that confirms an address, read by staff in the browser. */
export async function readLink(page, site, email, lang = 'nl') {
  return until(`a mail to ${email}`, 20, async () => {
    await page.goto(`${site.base}/${lang}/staff/mail`);
    const row = page.locator('main tr, main li', { hasText: email }).locator('a').first();
    if (!await row.count()) return null;
    await Promise.all([page.waitForNavigation(), row.click()]);
    const found = (await page.locator('main').innerText()).match(/https?:\/\/\S+\/verify\/[\w-]+/);
    must(found, `no link in the mail at ${page.url()}`);
    return found[0];
  });
}
