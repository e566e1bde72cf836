// A sign-up form gets the browser's IANA time zone and says it. Where the browser won't tell, the course's own zone holds.
const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
if (timeZone?.includes('/') || timeZone === 'UTC') {
  for (const field of document.querySelectorAll('input[data-own-time-zone]')) field.value = timeZone;
  for (const words of document.querySelectorAll('span[data-own-time-zone]')) words.textContent = timeZone;
}
