// Every page in every language at both widths: axe, console, other origins, overflow, headings, titles, links.
import { gzipSync } from 'node:zlib';
import { suite, register, company, readLink, signIn, startRegistration, fillStep, submit, SAVE, LANGS, LANG_TAG, equal, must, axe, shoot, query, until } from './lib.mjs';

const WIDTHS = [1280, 390];
const KIB = 1024, HTML_PUBLIC = 14 * KIB, HTML_PRIVATE = 25 * KIB;	// ui.md section 8, gzipped
const HEADERS = {
  'content-security-policy': /^default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'/,
  'x-content-type-options': /^nosniff$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'permissions-policy': /camera=\(\)/,
  'referrer-policy': /^(strict-origin-when-cross-origin|same-origin|no-referrer)$/,
};

/* Names and paths of what a visitor can open. */
function publicPages(site) {
  const list = sql => query(site, sql).split('\n').filter(Boolean);
  const refs = list(`SELECT ref FROM (SELECT ref FROM opportunity WHERE status = 'published' AND title_zh != '' AND title_nl != '' AND title_en != '' ORDER BY ref LIMIT 1)
    UNION SELECT ref FROM (SELECT ref FROM opportunity WHERE status = 'published' AND title_nl = '' ORDER BY ref LIMIT 1)
    UNION SELECT ref FROM (SELECT ref FROM opportunity WHERE status = 'published' AND title_en = '' ORDER BY ref LIMIT 1)
    UNION SELECT ref FROM (SELECT ref FROM opportunity WHERE status = 'closed' ORDER BY ref LIMIT 1)`);
  return [
    { name: 'home', path: '/' },
    { name: 'regions', path: '/regions' },
    ...list("SELECT slug FROM region WHERE slug != '' ORDER BY position").map(s => ({ name: `region-${s}`, path: `/regions/${s}` })),
    { name: 'opportunities', path: '/opportunities' },
    { name: 'opportunities-filtered', path: '/opportunities?sector=water', same: true },
    { name: 'opportunities-search', path: '/opportunities?q=afvalwater', same: true },
    { name: 'opportunities-none', path: '/opportunities?q=zzzqqqxxx&sector=water.sludge&region=CN-33', same: true },
    { name: 'opportunities-last', path: '/opportunities?page=3', same: true },
    ...refs.map(r => ({ name: `opportunity-${r}`, path: `/opportunities/${r}` })),
    ...list("SELECT DISTINCT subject FROM page_text WHERE subject NOT LIKE 'regions/%' ORDER BY 1").map(s => ({ name: `about-${s}`, path: `/about/${s}` })),
    { name: 'register', path: '/register' },
    { name: 'register-done', path: '/register/done' },
    { name: 'sign-in', path: '/sign-in' },
    { name: 'not-found', path: '/there/is/nothing', status: 404 },
    { name: 'opportunity-unknown', path: '/opportunities/XX-2000-999', status: 404, same: true },
    { name: 'link-void', path: `/verify/${'A'.repeat(43)}`, status: 410, same: true },
  ];
}

/* What is wrong with the page as it stands, at its width. */
async function looks(page, lang, width) {
  const wrong = [], over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (over > 0) wrong.push(`${width} px: ${over} px too wide`);
  const facts = await page.evaluate(() => ({
    h1: document.querySelectorAll('h1').length,
    lang: document.documentElement.lang,
    title: document.title,
    main: document.querySelectorAll('main').length,
    ids: [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i),
    empty: [...document.querySelectorAll('a, button, h1, h2, h3, label, th')].filter(e => !e.hidden && !e.textContent.trim() && !e.getAttribute('aria-label')).map(e => e.outerHTML.slice(0, 120)),
    dead: [...document.querySelectorAll('main a[href="#"], main a:not([href])')].map(a => a.outerHTML.slice(0, 120)),
  }));
  if (facts.h1 !== 1) wrong.push(`${facts.h1} h1`);
  if (facts.main !== 1) wrong.push(`${facts.main} main`);
  if (facts.lang !== LANG_TAG[lang]) wrong.push(`lang is ${facts.lang}`);
  if (!facts.title.trim()) wrong.push('no title');
  if (facts.ids.length) wrong.push(`the same id twice: ${facts.ids}`);
  if (facts.empty.length) wrong.push(`without text: ${facts.empty.join(' ')}`);
  if (facts.dead.length) wrong.push(`links to nowhere: ${facts.dead.join(' ')}`);
  const text = await page.evaluate(() => document.documentElement.outerHTML);
  const left = text.match(/\{\{[^}]*\}\}|\{[a-z_]+\}|M_[A-Z_]{3,}/g);
  if (left) wrong.push(`not filled in: ${left.slice(0, 3)}`);
  return wrong;
}

/* The open page at each width, with what a phone hides opened. */
async function inspect(page, lang, name) {
  const wrong = [];
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    wrong.push(...await looks(page, lang, width));
    await shoot(page, `${name}-${lang}-${width}`);
    if (width < 992)
      for (const toggle of await page.$$('.toggle'))
        if (await toggle.isVisible()) await toggle.click();
    wrong.push(...(await axe(page)).map(v => `axe at ${width}: ${v}`));
  }
  await page.setViewportSize({ width: 320, height: 900 });
  const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  if (over > 0) wrong.push(`320 px: ${over} px too wide`);
  return wrong;
}

function headers(response, wrong) {
  const got = response.headers();
  for (const [name, re] of Object.entries(HEADERS))
    if (!re.test(got[name] || '')) wrong.push(`header ${name}: ${got[name]}`);
  if (!/^text\/html; charset=utf-8$/i.test(got['content-type'] || '')) wrong.push(`content-type: ${got['content-type']}`);
}

const links = new Map();	// path -> where it was seen
const titles = new Map();	// title -> page

async function collectLinks(page, site, from) {
  const hrefs = await page.$$eval('a[href], link[href], script[src], img[src]', all => all.map(a =>
    new URL(a.getAttribute('href') || a.getAttribute('src'), document.baseURI).href));
  for (const h of hrefs) {
    const url = new URL(h);
    if (url.origin === site.base && !links.has(url.pathname + url.search)) links.set(url.pathname + url.search, from);
  }
}

async function visit(page, site, p, lang, limit) {
  const wrong = [], response = await page.goto(`${site.base}/${lang}${p.path}`);
  if (response.status() !== (p.status || 200)) wrong.push(`status ${response.status()}`);
  headers(response, wrong);
  const size = gzipSync(await response.body()).length;
  if (size > limit) wrong.push(`${size} bytes of HTML, gzipped; at most ${limit}`);
  if (limit === HTML_PRIVATE && response.headers()['cache-control'] !== 'no-store') wrong.push('may be cached');
  if (limit === HTML_PUBLIC && response.headers()['set-cookie'] && !/sign-in/.test(p.path)) wrong.push('sets a cookie');
  // As it was sent: axe itself leaves style attributes behind.
  const inline = (await response.text()).match(/<[^>]+\sstyle=|<style|<script(?![^>]*\ssrc=)|<[^>]+\son[a-z]+=/);
  if (inline) wrong.push(`style or script in the page: ${inline[0].slice(-80)}`);
  const title = lang + ' ' + await page.title();
  if (!p.same && titles.has(title)) wrong.push(`the title of ${titles.get(title)} too: ${title}`);
  titles.set(title, p.name);
  if (!p.status) await collectLinks(page, site, `${lang} ${p.name}`);
  wrong.push(...await inspect(page, lang, p.name));
  must(wrong.length === 0, `${p.path}\n${[...new Set(wrong)].join('\n')}`);
}

/* The languages of a page beside each other: most of the time goes to waiting. */
const inEach = run => Promise.all(LANGS.map(run));

await suite('pages', async ({ test, site, browser }) => {
  const all = publicPages(site);

  for (const p of all)
    await inEach(lang => test(`${p.name} ${lang}`, async t => visit(await t.page({ keep: lang }), site, p, lang, HTML_PUBLIC)));

  // The steps of the registration, empty and with errors.
  await inEach(lang =>
    test(`form with errors ${lang}`, async t => {
      const page = await t.page(), wrong = [], { steps } = company();
      const slug = await startRegistration(page, site, lang);
      for (const n of [1, 2, 3, 4]) {
        equal(new URL(page.url()).pathname, `/${lang}/register/${slug}/${n}`, 'address of the step');
        wrong.push(...(await inspect(page, lang, `step-${n}`)).map(w => `step ${n}: ${w}`));
        await page.setViewportSize({ width: 1280, height: 900 });
        const answer = await submit(page, SAVE);
        if (answer.status() !== 422) wrong.push(`step ${n}, empty: ${answer.status()}`);
        if (!await page.evaluate(() => document.activeElement.matches('.summary-error'))) wrong.push(`step ${n}: the summary has no focus`);
        wrong.push(...(await inspect(page, lang, `step-${n}-errors`)).map(w => `step ${n}, errors: ${w}`));
        const dead = await page.$$eval('.summary-error a', as => as.filter(a => !document.getElementById(a.hash.slice(1))).map(a => a.hash));
        if (dead.length) wrong.push(`step ${n}: the summary links to nothing: ${dead}`);
        if (!/^(Fout|Error|错误)/.test(await page.title())) wrong.push(`step ${n}: the title does not begin with the error: ${await page.title()}`);
        await page.setViewportSize({ width: 1280, height: 900 });
        await page.goto(`${site.base}/${lang}/register/${slug}/${n}`);
        await fillStep(page, steps[n - 1]);
        await submit(page, SAVE);
      }
      wrong.push(...(await inspect(page, lang, 'step-5')).map(w => `step 5: ${w}`));
      must(wrong.length === 0, [...new Set(wrong)].join('\n'));
    }));

  for (const lang of LANGS)
    await test(`sign-in with errors ${lang}`, async t => {
      const page = await t.page();
      await page.goto(`${site.base}/${lang}/sign-in`);
      await page.fill('main [name=email]', 'nobody@cleantechroute.example');
      await page.fill('main [name=password]', 'not the right one');
      equal((await submit(page)).status(), 422, 'status');
      equal((await inspect(page, lang, 'sign-in-errors')).join('\n'), '', 'what is wrong');
      equal(await page.inputValue('main [name=email]'), 'nobody@cleantechroute.example', 'the address is kept');
      equal(await page.inputValue('main [name=password]'), '', 'the password is not');
    });

  // Staff and company: one sign-in each, their cookie in a page of every test.
  const state = {};
  await test('staff and a company sign in', async t => {
    const staff = await t.page(), member = await t.page(), who = company();
    await register(member, site, who);
    await signIn(staff, site, site.staff);
    await member.goto(await readLink(staff, site, who.email));
    equal((await axe(member)).join('\n'), '', 'axe on the page of the link');
    await member.fill('main [name=password]', who.password);
    await submit(member);
    await until('matches', 20, async () => { await member.goto(`${site.base}/nl/company`); return await member.locator('main .mine').count() > 0; });
    state.staff = await staff.context().storageState();
    state.member = await member.context().storageState();
    state.name = who.name;
  });
  const mine = () => query(site, `SELECT m.id FROM match m JOIN technology t ON t.id = m.technology_id JOIN company c ON c.id = t.company_id
    WHERE c.name = '${state.name}' ORDER BY m.score DESC LIMIT 1`);
  const privatePages = [
    { name: 'queue', path: '/staff/review', who: 'staff' },
    { name: 'companies', path: '/staff/companies', who: 'staff' },
    { name: 'queue-decided', path: '/staff/review?state=decided', who: 'staff', same: true },
    { name: 'match', path: () => `/staff/review/${mine()}`, who: 'staff' },
    { name: 'match-demo', path: () => `/staff/review/${query(site, 'SELECT id FROM match ORDER BY score DESC LIMIT 1')}`, who: 'staff', same: true },
    { name: 'match-unknown', path: '/staff/review/999999999', who: 'staff', status: 404, same: true },
    { name: 'mails', path: '/staff/mail', who: 'staff' },
    { name: 'company-as-staff', path: '/company', who: 'staff', status: 403, same: true },
    { name: 'company', path: '/company', who: 'member' },
    { name: 'queue-as-company', path: '/staff/review', who: 'member', status: 403, same: true },
    { name: 'home-as-company', path: '/', who: 'member', same: true },
  ];
  for (const p of privatePages)
    await inEach(lang =>
      test(`${p.name} ${lang}`, async t => {
        must(state[p.who], 'nobody is signed in');
        const path = typeof p.path === 'function' ? p.path() : p.path;
        await visit(await t.page({ keep: `${p.who} ${lang}`, storageState: state[p.who] }), site, { ...p, path }, lang, HTML_PRIVATE);
      }));

  // Decisions change nothing by a link that is only looked at, so all may be followed.
  await test('every link leads somewhere', async () => {
    const wrong = [];
    for (const [path, from] of links) {
      const answer = await fetch(site.base + path, { redirect: 'manual', headers: { host: 'localhost' } });
      await answer.arrayBuffer();
      if (answer.status >= 400) wrong.push(`${path}: ${answer.status}, seen on ${from}`);
    }
    must(links.size > 100, `${links.size} links alone`);
    must(wrong.length === 0, wrong.join('\n'));
  });

  await test('no page of a visitor sets a cookie before a form', async t => {
    const page = await t.page();
    for (const path of ['/nl/', '/nl/regions', '/nl/opportunities', '/nl/about/privacy', '/nl/register']) await page.goto(site.base + path);
    equal((await page.context().cookies()).length, 0, 'cookies');
  });
});
