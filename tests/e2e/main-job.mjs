// The main job: a company registers, confirms its address, sees its matches; staff decide on them.
import { suite, register, company, readLink, signIn, addStaff, freshCode, submit, until, equal, must, axe, shoot, query } from './lib.mjs';

const REVIEWERS = [1, 2].map(n => ({ email: `review${n}@partner.example`, name: `Reviewer ${n}`,
  partner: 'cleantech-flanders', role: 'reviewer', totp: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZL' + 'UV'[n - 1],
  password: `een-sterk-wachtwoord-${n}-2026` }));

async function newCompany(t, { js, width, lang, staff }) {
  const who = company(), page = await t.page({ js, width });

  // Register, looking at every step.
  await register(page, t.site, who, lang, async (p, n) => {
    const wrong = js ? await axe(p) : [];
    must(wrong.length === 0, `step ${n}: ${wrong.join('\n')}`);
    await shoot(p, `register-${n}-${width}`);
  });
  await shoot(page, `register-done-${width}`);

  // Until the address is confirmed there is nothing to see.
  const other = await t.page({ js, width });
  await other.goto(`${t.site.base}/${lang}/company`);
  must(/sign-in/.test(other.url()), 'the page of a company without signing in');

  // Staff read the mail in the browser, the person follows its link; opening it alone does nothing.
  const link = await readLink(staff, t.site, who.email, 'nl');
  await page.goto(link);
  equal(query(t.site, `SELECT verified_at IS NULL FROM account WHERE email = '${who.email}'`), '1', 'not confirmed by a GET');
  await shoot(page, `verify-${width}`);
  await page.fill('main [name=password]', 'niet het juiste wachtwoord');
  await submit(page);
  equal(query(t.site, `SELECT verified_at IS NULL FROM account WHERE email = '${who.email}'`), '1', 'not confirmed by another password');
  must(await page.locator('main a[href="#password"]').count() > 0, 'the summary of errors');
  if (js) equal((await axe(page)).join('\n'), '', 'axe on the page of the link');
  await page.fill('main [name=password]', who.password);
  await submit(page);
  equal(query(t.site, `SELECT verified_at IS NULL FROM account WHERE email = '${who.email}'`), '0', 'confirmed by the button');
  const again = await (await t.page({ js, width })).goto(link);
  must(again.status() === 404 || again.status() === 410 || again.status() === 200, `a used link: ${again.status()}`);

  // Who confirms is signed in.  Sign out and in again; the matches come by the job process.
  equal(new URL(page.url()).pathname, `/${lang}/company`, 'after confirming');
  await page.context().clearCookies();
  await signIn(page, t.site, { email: who.email, password: who.password }, lang);
  await until('the matches of a new company', 20, async () => {
    const answer = await page.goto(`${t.site.base}/${lang}/company`);
    equal(answer.status(), 200, 'the page of the company');
    return await page.locator('main .mine').count() > 0;
  });
  must((await page.locator('main').innerText()).includes(who.name), 'the name of the company');
  must(await page.locator('main .mine .reasons li').count() > 0, 'reasons of a match');
  if (js) equal((await axe(page)).join('\n'), '', 'axe on the page of the company');
  await shoot(page, `company-${width}`);
  return { who, page };
}

/* The two best open matches of that company, from the queue. */
function matchIds(site, name) {
  return query(site, `SELECT m.id FROM match m JOIN technology t ON t.id = m.technology_id
    JOIN company c ON c.id = t.company_id WHERE c.name = '${name}' ORDER BY m.score DESC, m.id LIMIT 3`).split('\n');
}

const stateOf = (site, id) => query(site, `SELECT state || ' ' || reason FROM match WHERE id = ${id}`).trim();

async function decide(page, decision, reason) {
  await page.check(`main [name=decision][value=${decision}]`);
  if (reason) await page.selectOption('main [name=reason]', reason);
  return submit(page, 'main button[name=go][value=stay]');
}

await suite('main-job', async ({ test, site, browser }) => {
  for (const r of REVIEWERS) addStaff(site, r);
  // Staff stay signed in over the tests: a second factor counts once in 30 seconds.
  const staffContext = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const staff = await staffContext.newPage();
  let made = null;

  await test('staff sign in with a second factor', async t => {
    const page = await t.page();
    await page.goto(`${site.base}/nl/staff/review`);
    equal(new URL(page.url()).pathname, '/nl/sign-in', 'the queue without signing in');
    await shoot(page, 'sign-in');
    await page.fill('main [name=email]', site.staff.email);
    await page.fill('main [name=password]', site.staff.password);
    await submit(page);
    equal(new URL(page.url()).pathname, '/nl/sign-in/code', 'after the password');
    await shoot(page, 'sign-in-code');
    // The password alone opens nothing.
    await page.goto(`${site.base}/nl/staff/review`);
    equal(new URL(page.url()).pathname, '/nl/sign-in', 'the queue with a password alone');
    await page.goto(`${site.base}/nl/sign-in/code`);
    await page.fill('main [name=code]', '000000');
    const wrong = await submit(page);
    equal(wrong.status(), 422, 'a wrong code');
    const code = await freshCode(site.staff.totp);
    await page.fill('main [name=code]', code);
    await submit(page);
    must(/\/nl\/staff\//.test(page.url()), `after the code: ${page.url()}`);
    await shoot(page, 'staff-home');
    // The same code once more.
    const second = await t.page();
    await second.goto(`${site.base}/nl/sign-in`);
    await second.fill('main [name=email]', site.staff.email);
    await second.fill('main [name=password]', site.staff.password);
    await submit(second);
    await second.fill('main [name=code]', code);
    equal((await submit(second)).status(), 422, 'a code that was used');
  });

  await signIn(staff, site, site.staff);

  await test('a company registers on a phone, confirms, sees matches', async t => {
    made = await newCompany(t, { js: true, width: 390, lang: 'nl', staff });
  });

  await test('a company registers without JavaScript, in English', async t => {
    await newCompany(t, { js: false, width: 1280, lang: 'en', staff });
  });

  await test('staff judge a match suitable', async t => {
    must(made, 'no company was registered');
    const [id] = matchIds(site, made.who.name), page = await t.page({ storageState: await staffContext.storageState() });
    await page.goto(`${site.base}/nl/staff/review`);
    must(await page.locator(`main a[href*="/staff/review/"]`).count() > 0, 'no match in the queue');
    await shoot(page, 'queue');
    equal((await page.goto(`${site.base}/nl/staff/review/${id}`)).status(), 200, 'the match');
    must((await page.locator('main').innerText()).includes(made.who.name), 'the name of the company');
    equal((await axe(page)).join('\n'), '', 'axe on the match');
    await shoot(page, 'match');
    equal((await decide(page, 'suitable')).status(), 200, 'after the decision');
    equal(stateOf(site, id), 'suitable', 'the state of the match');
    await shoot(page, 'match-suitable');
    equal(query(site, `SELECT count(*) FROM match_event WHERE match_id = ${id} AND to_state = 'suitable'`), '1', 'history');
  });

  await test('staff judge a match not suitable, with a reason', async t => {
    must(made, 'no company was registered');
    const id = matchIds(site, made.who.name)[1], page = await t.page({ width: 390, storageState: await staffContext.storageState() });
    must(id, 'the company has one match alone');
    await page.goto(`${site.base}/nl/staff/review/${id}`);
    // Without a reason the form comes back, with what was chosen.
    const refused = await decide(page, 'not_suitable');
    equal(refused.status(), 422, 'no reason');
    must(await page.isChecked('main [name=decision][value=not_suitable]'), 'the choice is kept');
    equal(await page.locator('.summary-error a').count(), 1, 'links in the summary');
    await shoot(page, 'match-no-reason');
    await page.fill('main [name=note]', 'Niet groot genoeg:\n<b>12.000</b> m³ "per" dag');
    await decide(page, 'not_suitable', 'scale');
    equal(stateOf(site, id), 'not_suitable scale', 'the state of the match');
    await page.goto(`${site.base}/nl/staff/review/${id}`);
    must((await page.locator('main .log').innerText()).includes('<b>12.000</b>'), 'the note in the history');
    await shoot(page, 'match-not-suitable');
  });

  await test('a decision is taken back', async t => {
    must(made, 'no company was registered');
    const id = matchIds(site, made.who.name)[1], page = await t.page({ storageState: await staffContext.storageState() });
    await page.goto(`${site.base}/nl/staff/review/${id}`);
    await decide(page, 'in_review');
    equal(stateOf(site, id).split(' ')[0], 'in_review', 'the state of the match');
  });

  await test('two reviewers on one match: the second is told', async t => {
    must(made, 'no company was registered');
    const id = matchIds(site, made.who.name)[2], pages = [];
    must(id, 'the company has two matches alone');
    for (const r of REVIEWERS) {
      const page = await t.page();
      await signIn(page, site, r);
      await page.goto(`${site.base}/nl/staff/review/${id}`);
      pages.push(page);
    }
    equal((await decide(pages[0], 'suitable')).status(), 200, 'the first');
    await pages[1].fill('main [name=note]', 'mijn notitie');
    const second = await decide(pages[1], 'not_suitable', 'timing');
    equal(second.status(), 409, 'the second');
    must((await pages[1].locator('main').innerText()).includes('Reviewer 1'), 'who was first');
    equal(await pages[1].inputValue('main [name=note]'), 'mijn notitie', 'the note of the second');
    equal((await axe(pages[1])).join('\n'), '', 'axe on the conflict');
    await shoot(pages[1], 'match-conflict');
    equal(stateOf(site, id), 'suitable', 'nothing was overwritten');
  });

  await test('the company sees the decision, and signs out', async t => {
    must(made, 'no company was registered');
    const page = await t.page({ width: 390 });
    await signIn(page, site, { email: made.who.email, password: made.who.password });
    await page.goto(`${site.base}/nl/company`);
    await shoot(page, 'company-decided');
    const cookies = await page.context().cookies();
    const sid = cookies.find(c => c.name === '__Host-sid');
    must(sid && sid.httpOnly && sid.secure && sid.sameSite === 'Lax', 'flags of the cookie');
    // The button is in the menu on a phone.
    const out = page.locator('form[action$="/sign-out"] button').first();
    if (!await out.isVisible()) await page.locator('.toggle[data-toggle=nav]').click();
    await Promise.all([page.waitForNavigation(), out.click()]);
    await page.context().addCookies([sid]);
    await page.goto(`${site.base}/nl/company`);
    must(/sign-in/.test(page.url()), 'the old cookie still opens the page');
  });

  await staffContext.close();
});
