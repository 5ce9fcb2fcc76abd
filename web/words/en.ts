// English, one file a room: add yours here. Other languages are typed against this list.
import ask from './en/ask.json'
import dates from './en/dates.json'
import form from './en/form.json'
import helpNow from './en/help-now.json'
import page from './en/page.json'
import sheets from './en/sheets.json'

const en = { ...ask, ...dates, ...form, ...helpNow, ...page, ...sheets }
export default en
