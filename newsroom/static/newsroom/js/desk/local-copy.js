// The net under the net: what is typed stays in the browser until the desk has it.
const DAYS_KEPT = 30
const PREFIX = "desk-draft"

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

const keyOf = (person, story, draft) => [PREFIX, person, story || "new", story ? "" : draft].join(":")

export function copyOf(person, story) {
  const key = (draft) => keyOf(person, story, draft)
  return {
    // Returns whether the browser had room. `was_sent` says that the form with this text was sent to be saved.
    put(draft, text, base_version, was_sent = false) {
      try {
        localStorage.setItem(key(draft), JSON.stringify({ at: new Date().toISOString(), base_version, draft, text, was_sent }))
        return true
      } catch {
        return false
      }
    },
    drop: (draft) => localStorage.removeItem(key(draft)),
  }
}

// The texts of a person for a story, or for new ones, that the desk may not have; others' are left alone.
export function leftBehind(person, story) {
  const start = keyOf(person, story, "")
  const found = []
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(`${PREFIX}:`)) continue
    const copy = read(key)
    if (!copy || Date.now() - Date.parse(copy.at) > DAYS_KEPT * 86_400_000) localStorage.removeItem(key)
    else if (key.startsWith(start)) found.push(copy)
  }
  return found
}
