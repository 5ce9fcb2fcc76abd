// English, one file a room: add yours here, for the type that other languages are held to. Pages load room by room.
import ask from './en/ask.json'
import board from './en/board.json'
import boards from './en/boards.json'
import claims from './en/claims.json'
import dates from './en/dates.json'
import demo from './en/demo.json'
import form from './en/form.json'
import health from './en/health.json'
import helpNow from './en/help-now.json'
import home from './en/home.json'
import live from './en/live.json'
import messages from './en/messages.json'
import mine from './en/mine.json'
import page from './en/page.json'
import papers from './en/papers.json'
import people from './en/people.json'
import post from './en/post.json'
import privacy from './en/privacy.json'
import problem from './en/problem.json'
import safety from './en/safety.json'
import sheets from './en/sheets.json'
import standing from './en/standing.json'
import stewards from './en/stewards.json'
import wording from './en/wording.json'
import worries from './en/worries.json'

const en = {
  ...ask,
  ...board,
  ...boards,
  ...claims,
  ...dates,
  ...demo,
  ...form,
  ...health,
  ...helpNow,
  ...home,
  ...live,
  ...messages,
  ...mine,
  ...page,
  ...papers,
  ...people,
  ...post,
  ...safety,
  ...privacy,
  ...problem,
  ...sheets,
  ...stewards,
  ...worries,
  ...standing,
  ...wording,
}
export default en
