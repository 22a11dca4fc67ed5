// The net under the net: what is typed stays in the browser until the desk has it.
//
// It is written twice. Local storage takes it at once, also while a page is being left, but reaches the disk up to a
// minute later; the database takes a moment, and what it has taken outlives a browser that crashes.
const DAYS_KEPT = 30
const PREFIX = "desk-draft"
const COPIES = "copies"

const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

const opened = new Promise((resolve) => {
  const asked = indexedDB.open(PREFIX, 1)
  asked.onupgradeneeded = () => asked.result.createObjectStore(COPIES)
  asked.onsuccess = () => resolve(asked.result)
  asked.onerror = () => resolve(null)
}).catch(() => null)

// What a request to the copies on the disk answers; undefined where there is no database, or no room in it.
async function onDisk(request) {
  const database = await opened
  if (!database) return
  return new Promise((resolve) => {
    const work = database.transaction(COPIES, "readwrite", { durability: "strict" })
    const asked = request(work.objectStore(COPIES))
    work.oncomplete = () => resolve(asked.result)
    work.onabort = () => resolve()
  }).catch(() => undefined)
}

const keyOf = (person, story, draft) => [PREFIX, person, story || "new", story ? "" : draft].join(":")

export function copyOf(person, story) {
  const key = (draft) => keyOf(person, story, draft)
  return {
    // Resolves to whether the browser had room. `was_sent` says that the form with this text was sent to be saved.
    async put(draft, text, base_version, was_sent = false) {
      const copy = { at: new Date().toISOString(), base_version, draft, text, was_sent }
      const written = onDisk((copies) => copies.put(copy, key(draft)))
      try {
        localStorage.setItem(key(draft), JSON.stringify(copy))
        return true
      } catch {
        return Boolean(await written)
      }
    },
    drop(draft) {
      localStorage.removeItem(key(draft))
      onDisk((copies) => copies.delete(key(draft)))
    },
  }
}

// The texts of a person for a story, or for new ones, that the desk may not have; others' are left alone.
export async function leftBehind(person, story) {
  const start = keyOf(person, story, "")
  const keys = new Set([...Object.keys(localStorage), ...((await onDisk((copies) => copies.getAllKeys())) ?? [])])
  const found = []
  for (const key of keys) {
    if (!key.startsWith(`${PREFIX}:`)) continue
    const both = [read(key), await onDisk((copies) => copies.get(key))].filter(Boolean)
    const [copy] = both.sort((a, b) => (a.at < b.at ? 1 : -1))
    if (!copy || Date.now() - Date.parse(copy.at) > DAYS_KEPT * 86_400_000) {
      localStorage.removeItem(key)
      onDisk((copies) => copies.delete(key))
    } else if (key.startsWith(start)) found.push(copy)
  }
  return found
}
