// What a visitor should not send: each is refused with the right status, in the visitor's language, and kept harmless.
import http from 'node:http';
import net from 'node:net';
import { suite, asAPerson, startRegistration, submit, fillStep, signIn, register, company, SAVE, LANGS, LANG_TAG, equal, must, query, axe } from './lib.mjs';

/* One request, exactly as given. */
function ask(site, method, path, { headers = {}, body = '' } = {}) {
  return new Promise((done, fail) => {
    const rq = http.request({ host: '127.0.0.1', port: site.port, method, path, setHost: false,
      headers: { Host: `localhost:${site.port}`, ...(method === 'POST' ? { 'Content-Type': 'application/x-www-form-urlencoded',
        'Content-Length': Buffer.byteLength(body) } : {}), ...headers } }, rs => {
      const parts = [];
      rs.on('data', d => parts.push(d));
      rs.on('end', () => done({ status: rs.statusCode, headers: rs.headers, body: Buffer.concat(parts).toString() }));
    });
    rq.on('error', fail);
    rq.end(body);
  });
}

/* Bytes on the wire, and all that comes back. */
function raw(site, bytes) {
  return new Promise((done, fail) => {
    const s = net.connect(site.port, '127.0.0.1', () => s.write(bytes));
    let got = '';
    s.setTimeout(10000, () => s.destroy(new Error('no answer in 10 s')));
    s.on('data', d => { got += d.toString('latin1'); });
    s.on('error', fail);
    s.on('close', () => done(got));
  });
}

const csrfOf = html => (html.match(/name="csrf" value="([^"]+)"/) || [])[1];
const cookieOf = answer => (answer.headers['set-cookie'] || []).map(c => c.split(';')[0]).join('; ');

/* A draft of a registration and the token of its forms. */
async function draft(site, lang = 'nl') {
  const start = await ask(site, 'GET', `/${lang}/register`);
  let at = start.headers.location || (start.body.match(/(?:href|action)="(\/..\/register\/[\w-]{20,}\/1)"/) || [])[1];
  must(at, 'no way from the start page to the first step');
  at = at.replace(/^https?:\/\/[^/]+/, '');
  const step = await ask(site, 'GET', at);
  equal(step.status, 200, 'first step');
  return { at, csrf: csrfOf(step.body) };
}

/* Workers may not die of anything here. */
const workers = site => site.log().split('\n').filter(l => /ended/.test(l)).length;

const HOSTILE = [
  `"><script>alert(1)</script>`, `'"><img src=x onerror=alert(1)>`, `</textarea><script>alert(2)</script>`,
  `{{M_SITE_NAME}}{{%AUTOESCAPE context="JAVASCRIPT"}}`, `javascript:alert(3)`, `&lt;b&gt;&amp;`, `' OR 1=1 --`,
  `%00%0d%0aSet-Cookie: x=1`, `<svg/onload=alert(4)>`, `${'长'.repeat(200)}`,
];

await suite('bad-input', async ({ test, site, browser }) => {
  await test('422 keeps what was typed, line breaks included', async t => {
    for (const js of [true, false]) {
      const page = await t.page({ js });
      const slug = await startRegistration(page, site);
      await fillStep(page, { name: 'Jansen & Zn "Zuiver" <b>', enterprise_number: '12', website: 'geen adres', province: 'limburg', founded: 'ooit' });
      equal((await submit(page, SAVE)).status(), 422, 'first step');
      equal(await page.inputValue('[name=name]'), 'Jansen & Zn "Zuiver" <b>', 'name');
      equal(await page.inputValue('[name=enterprise_number]'), '12', 'number');
      equal(await page.inputValue('[name=founded]'), 'ooit', 'year');
      equal(await page.inputValue('[name=website]'), 'geen adres', 'website');
      equal(await page.inputValue('[name=province]'), 'limburg', 'province');
      must(await page.locator('.summary-error li a').count() >= 2, 'links of the summary');
      await fillStep(page, { name: 'Jansen & Zn', enterprise_number: company().steps[0].enterprise_number, website: '', founded: '' });
      await submit(page, SAVE);
      equal(new URL(page.url()).pathname, `/nl/register/${slug}/2`, 'second step');
      const text = 'een\n\ttwee\n\n  drie </textarea> & vier en nog wat';
      await fillStep(page, { summary: text, trl: '7' });
      equal((await submit(page, SAVE)).status(), 422, 'second step');
      equal(await page.inputValue('[name=summary]'), text, 'text with line breaks');
      equal(await page.inputValue('[name=trl]'), '7', 'choice');
    }
  });

  await test('hostile values in every field come back as text', async t => {
    const page = await t.page(), who = company();
    const slug = await startRegistration(page, site);
    for (const [n, values] of who.steps.entries()) {
      await page.goto(`${site.base}/nl/register/${slug}/${n + 1}`);
      equal(new URL(page.url()).pathname.slice(-2), `/${n + 1}`, 'step');
      const names = await page.$$eval('main form input.input:not([type=password]), main form textarea', all => all.map(i => i.name));
      for (const value of HOSTILE) {
        const typed = {};
        for (const name of names) typed[name] = value;
        await fillStep(page, typed);
        const answer = await submit(page, SAVE);
        must(answer.status() === 422 || answer.status() === 200, `${JSON.stringify(value)} in step ${n + 1}: ${answer.status()}`);
        if (answer.status() === 200 && !new URL(page.url()).pathname.endsWith(`/${n + 1}`)) await page.goto(`${site.base}/nl/register/${slug}/${n + 1}`);
        for (const name of names) {
          const back = await page.inputValue(`[name="${name}"]`);
          must(back === value || back.trim() === value.trim() || back === '', `${name}: ${JSON.stringify(value)} became ${JSON.stringify(back)}`);
        }
        equal(await page.evaluate(() => document.querySelectorAll('script:not([src]), img[src=x], [onerror], [onload], main svg[onload]').length), 0, `elements made by ${value}`);
      }
      await fillStep(page, values);
      await submit(page, SAVE);
    }
    equal(new URL(page.url()).pathname, `/nl/register/${slug}/5`, 'the check page after it all');
  });

  await test('hostile values in the address come back as text', async () => {
    for (const value of HOSTILE) {
      const q = encodeURIComponent(value);
      for (const path of [`/nl/opportunities?q=${q}&sector=${q}&region=${q}&sort=${q}&page=${q}&kind=${q}`, `/nl/opportunities/${q}`, `/nl/regions/${q}`,
        `/nl/sign-in?next=${q}`, `/nl/${q}`, `/${q}`]) {
        const answer = await ask(site, 'GET', path);
        must(answer.status < 500, `${path}: ${answer.status}`);
        must(!/<script>alert|<img src=x|<svg\/onload|onerror=alert\(1\)>/.test(answer.body.replace(/&lt;[^<]*/g, '')), `${path}: comes back as markup`);
        must(!answer.headers['set-cookie'] || !/x=1/.test(answer.headers['set-cookie'].join()), `${path}: a header was added`);
        const to = answer.headers.location;
        must(!to || /^\/(nl|en|zh)\//.test(to), `${path}: leads to ${to}`);
      }
    }
  });

  await test('sign-in leads nowhere else', async t => {
    for (const next of ['//evil.example', '/\\evil.example', 'https://evil.example/', '/nl//evil', '%2f%2fevil.example', 'javascript:alert(1)']) {
      const page = await t.page();
      await page.goto(`${site.base}/nl/sign-in?next=${encodeURIComponent(next)}`);
      must(!(await page.content()).includes('action="//') && !(await page.content()).includes('action="https://evil'), `next=${next}`);
      const value = await page.locator('[name=next]').count() ? await page.inputValue('[name=next]', { timeout: 500 }).catch(() => '') : '';
      must(!/^(\/\/|\/\\|https?:|javascript:)/.test(value), `next=${next} is kept as ${value}`);
      await page.context().close();
    }
  });

  for (const lang of LANGS)
    await test(`404 in ${lang}`, async () => {
      for (const path of ['/nothing', '/regions/atlantis', '/opportunities/XX-1', '/about/nobody', '/register/short/1', `/register/${'A'.repeat(43)}/9`, '/staff', '//regions', '/regions/../opportunities', '/regions/', '/%2e%2e/', '/opportunities%00']) {
        const answer = await ask(site, 'GET', `/${lang}${path}`);
        must(answer.status === 404 || (answer.status === 400 && /%00/.test(path)), `${path}: ${answer.status}`);
        if (answer.status === 404) must(answer.body.includes(`<html lang="${LANG_TAG[lang]}"`), `${path}: another language`);
      }
    });

  await test('no language in the address: Dutch', async () => {
    const start = await ask(site, 'GET', '/');
    equal(start.status, 303, 'start');
    equal(start.headers.location, '/nl/', 'start');
    equal((await ask(site, 'GET', '/fr/')).status, 404, 'another language');
    equal((await ask(site, 'GET', '/nl')).status < 500, true, 'no slash');
  });

  await test('413 for a body above 256 KiB', async () => {
    const d = await draft(site, 'en');
    const answer = await ask(site, 'POST', d.at, { body: `csrf=${d.csrf}&summary=${'x'.repeat(300 * 1024)}` });
    equal(answer.status, 413, 'too large');
    must(answer.body.includes('<html lang="en"'), 'the page is in the language of the visitor');
    must(/<h1>/.test(answer.body), 'it is our page');
    const just = await ask(site, 'POST', d.at, { body: `csrf=${d.csrf}&name=${'x'.repeat(250 * 1024)}` });
    equal(just.status, 422, 'just below');
  });

  await test('what nginx refuses by itself gets our page, in the language of the address', async () => {
    const long = 'a'.repeat(40000), page = '<link rel="stylesheet"';
    for (const [what, status, lang, answer] of [
      ['a static file that is not there', 404, 'nl', await ask(site, 'GET', '/static/0/x.css')],
      ['the page for a daemon that is away', 404, 'nl', await ask(site, 'GET', '/503.html')],
      ['POST to a static file', 405, 'nl', await ask(site, 'POST', '/static/0/site.css')],
      ['TRACE', 405, 'zh', await ask(site, 'TRACE', '/zh/')],
      ['an address longer than its buffer', 414, 'en', await ask(site, 'GET', `/en/opportunities?q=${long}`)],
      ['a cookie longer than its buffer', 400, 'zh', await ask(site, 'GET', '/zh/', { headers: { Cookie: `a=${long}` } })],
      ['a length that is none', 400, 'en', await raw(site, `POST /en/ HTTP/1.1\r\nHost: localhost:${site.port}\r\nContent-Length: x\r\nConnection: close\r\n\r\n`)
        .then(body => ({ status: Number(body.slice(9, 12)), body }))],
    ]) {
      equal(answer.status, status, what);
      must(answer.body.includes(`<html lang="${LANG_TAG[lang]}"`) && answer.body.includes(page), `${what}: another page`);
    }
  });

  await test('400 for bad UTF-8 and NUL', async () => {
    const d = await draft(site);
    for (const bad of ['%ff', '%c3%28', '%c0%af', '%ed%a0%80', '%f4%90%80%80', '%e4%b8', 'a%00b', '%00', '%07', '%zz', '%4'])
      for (const [where, sent] of [
        ['body', () => ask(site, 'POST', d.at, { body: `csrf=${d.csrf}&name=${bad}` })],
        ['query', () => ask(site, 'GET', `/nl/opportunities?q=${bad}`)],
        ['name of a field', () => ask(site, 'POST', d.at, { body: `csrf=${d.csrf}&${bad}=x` })],
      ]) {
        const answer = await sent();
        equal(answer.status, 400, `${bad} in the ${where}`);
        must(/<html lang="nl"/.test(answer.body), 'our page');
      }
    for (const bad of ['\xff', '\xc3(']) {
      const answer = await raw(site, Buffer.from(`GET /nl/opportunities?q=${bad} HTTP/1.1\r\nHost: localhost:${site.port}\r\nConnection: close\r\n\r\n`, 'latin1'));
      must(/^HTTP\/1.1 400 /.test(answer), `raw bytes: ${answer.slice(0, 40)}`);
    }
    equal((await ask(site, 'GET', '/nl/opportunities?q=%E6%B0%B4')).status, 200, 'Chinese');
  });

  await test('400 for too many fields, and for one given twice', async () => {
    const d = await draft(site);
    equal((await ask(site, 'POST', d.at, { body: `csrf=${d.csrf}` + '&a=1'.repeat(201) })).status, 400, '202 fields');
    const twice = (await ask(site, 'POST', d.at, { body: `csrf=${d.csrf}&name=een&name=twee` })).status;
    must(twice === 400 || twice === 422, `a single field twice: ${twice}`);
    equal((await ask(site, 'GET', '/nl/opportunities?q=' + 'x'.repeat(9000))).status, 414, 'long address');
  });

  await test('415 for another kind of body', async () => {
    const d = await draft(site);
    for (const type of ['text/plain', 'application/json', 'multipart/form-data; boundary=x', ''])
      equal((await ask(site, 'POST', d.at, { body: `csrf=${d.csrf}&name=x`, headers: { 'Content-Type': type } })).status, 415, type);
  });

  await test('405 for another method', async () => {
    for (const [method, path] of [['POST', '/nl/'], ['POST', '/nl/regions'], ['POST', '/nl/opportunities'], ['PUT', '/nl/sign-in'], ['DELETE', '/nl/opportunities'], ['GET', '/nl/sign-out'], ['OPTIONS', '/nl/']]) {
      const answer = await ask(site, method, path);
      equal(answer.status, 405, `${method} ${path}`);
      equal(answer.headers.allow, path.endsWith('out') ? 'POST' : path.endsWith('sign-in') ? 'GET, HEAD, POST' : 'GET, HEAD', `Allow of ${path}`);
    }
    const trace = await ask(site, 'TRACE', '/nl/');
    equal(trace.status, 405, 'TRACE');
  });

  await test('HEAD is GET without a body', async () => {
    const head = await ask(site, 'HEAD', '/nl/regions'), get = await ask(site, 'GET', '/nl/regions');
    equal(head.status, 200, 'status');
    equal(head.body, '', 'body');
    equal(head.headers['content-type'], get.headers['content-type'], 'type');
  });

  await test('403 for a foreign origin', async () => {
    const d = await draft(site);
    const post = headers => ask(site, 'POST', d.at, { body: `csrf=${d.csrf}&name=x`, headers });
    for (const headers of [{ Origin: 'https://evil.example' }, { Origin: 'null' }, { Origin: `http://localhost:${site.port + 1}` },
      { Origin: `https://localhost:${site.port}` }, { 'Sec-Fetch-Site': 'cross-site' }, { 'Sec-Fetch-Site': 'same-site' },
      { Origin: `http://localhost:${site.port}`, 'Sec-Fetch-Site': 'cross-site' }])
      equal((await post(headers)).status, 403, JSON.stringify(headers));
    for (const headers of [{}, { Origin: `http://localhost:${site.port}` }, { 'Sec-Fetch-Site': 'same-origin' }])
      equal((await post(headers)).status, 422, JSON.stringify(headers));
  });

  await test('403 without a token, with a wrong one, and with that of another', async () => {
    const a = await draft(site), b = await draft(site);
    const before = query(site, 'SELECT count(*) FROM draft');
    for (const csrf of ['', 'x', b.csrf, 'A'.repeat(43), a.csrf.slice(0, 42), a.csrf + 'A'])
      equal((await ask(site, 'POST', a.at, { body: `csrf=${csrf}&name=x` })).status, 403, `token ${csrf}`);
    equal((await ask(site, 'POST', a.at, { body: 'name=x' })).status, 403, 'no token');
    const signIn = await ask(site, 'GET', '/nl/sign-in'), other = await ask(site, 'GET', '/nl/sign-in');
    const token = csrfOf(signIn.body), cookie = cookieOf(signIn);
    must(token && cookie, 'token and cookie of the sign-in page');
    const post = (csrf, c) => ask(site, 'POST', '/nl/sign-in', { body: `csrf=${csrf}&email=a%40b.example&password=x`, headers: c ? { Cookie: c } : {} });
    equal((await post(token, '')).status, 403, 'no cookie');
    equal((await post(token, cookieOf(other))).status, 403, 'cookie of another');
    equal((await post(csrfOf(other.body), cookie)).status, 403, 'token of another');
    equal((await post(token, `${cookie}; ${cookieOf(other)}`)).status, 403, 'two cookies');
    equal((await post(token, cookie)).status, 422, 'the right ones');
    equal(query(site, 'SELECT count(*) FROM draft'), before, 'drafts');
  });

  await test('every POST without a token is refused', async () => {
    const slug = 'A'.repeat(43);
    for (const path of [`/nl/register/${slug}/1`, `/nl/register/${slug}/5`, `/nl/verify/${slug}`, '/nl/sign-in', '/nl/sign-in/code', '/nl/sign-out', '/nl/staff/review/1'])
      equal((await ask(site, 'POST', path, { body: 'a=b' })).status, 403, path);
  });

  await test('a draft is written once, however often it is sent', async () => {
    const d = await draft(site), who = company(), before = Number(query(site, 'SELECT count(*) FROM draft'));
    const body = `csrf=${d.csrf}&` + new URLSearchParams(who.steps[0]);
    const all = await Promise.all(Array.from({ length: 20 }, () => ask(site, 'POST', d.at, { body })));
    for (const answer of all) {
      equal(answer.status, 303, 'each');
      equal(answer.headers.location, all[0].headers.location, 'each leads to the same page');
    }
    must(Number(query(site, 'SELECT count(*) FROM draft')) <= before + 1, 'one draft');
  });

  await test('an account is made once, however often it is sent', async t => {
    const page = await t.page(), who = company();
    const slug = await startRegistration(page, site);
    for (const values of who.steps) { await fillStep(page, values); await submit(page, SAVE); }
    const csrf = csrfOf(await page.content());
    await asAPerson();
    const all = await Promise.all(Array.from({ length: 10 }, () => ask(site, 'POST', `/nl/register/${slug}/5`, { body: `csrf=${csrf}` })));
    for (const answer of all) must(answer.status === 303, `each: ${answer.status}`);
    equal(query(site, `SELECT count(*) FROM account WHERE email = '${who.email}'`), '1', 'accounts');
    equal(query(site, `SELECT count(*) FROM company WHERE name = '${who.name}'`), '1', 'companies');
    equal(query(site, `SELECT count(*) FROM outbox WHERE recipient = '${who.email}'`), '1', 'mails');
  });

  await test('who has an account is not told', async t => {
    const page = await t.page(), again = await t.page(), who = company();
    await register(page, site, who);
    const second = company();
    second.steps[3].contact_email = who.email;
    await register(again, site, second);
    equal(await again.locator('main').innerText(), await page.locator('main').innerText(), 'the page after sending');
    equal(query(site, `SELECT count(*) FROM account WHERE email = '${who.email}'`), '1', 'accounts');
    const texts = [];
    for (const email of [site.staff.email, 'nobody-at-all@cleantechroute.example']) {
      const p = await t.page();
      await p.goto(`${site.base}/nl/sign-in`);
      await p.fill('[name=email]', email);
      await p.fill('[name=password]', 'not the password of anybody');
      texts.push(`${(await submit(p)).status()} ${await p.locator('main').innerText()}`);
    }
    equal(texts[0], texts[1], 'the page after a wrong password');
  });

  await test('guessing a password is slowed down', async () => {
    const page = await ask(site, 'GET', '/nl/sign-in'), csrf = csrfOf(page.body), cookie = cookieOf(page);
    const statuses = [];
    for (let i = 0; i < 12; i++)
      statuses.push((await ask(site, 'POST', '/nl/sign-in', { headers: { Cookie: cookie },
        body: `csrf=${csrf}&email=guess%40cleantechroute.example&password=wrong-${i}` })).status);
    must(statuses.includes(429), `12 wrong passwords: ${statuses}`);
  });

  await test('no answer for an unknown host', async () => {
    for (const host of ['evil.example', '127.0.0.1', '', 'localhost.evil.example', '"><b>'])
      equal(await raw(site, `GET /nl/ HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`).catch(e => e.code === 'ECONNRESET' ? '' : e.code)
        .then(a => /^HTTP\/1.1 400/.test(a) ? '' : a), '', `Host: ${host}`);
    equal((await raw(site, `GET http://evil.example/nl/ HTTP/1.1\r\nHost: localhost:${site.port}\r\nConnection: close\r\n\r\n`)), '', 'another host in the request line');
  });

  await test('files beside the pages are not served', async () => {
    for (const path of ['/schema.sql', '/static/', '/static/x/../../schema.sql', '/static/0/site.css/', '/.git/config', '/static/0/%2e%2e/layout.html', '/static/abc/layout.html',
      '/static../layout.html', '/templates/layout.html', '/run/cleantechroute.db', '/nl/../schema.sql', '/static/abc/site.css.map', '/503.html']) {
      const answer = await ask(site, 'GET', path);
      must(answer.status === 404 || answer.status === 400, `${path}: ${answer.status}`);
    }
  });

  await test('no worker has ended', async () => equal(workers(site), 0, 'ended processes in the log'));
});
