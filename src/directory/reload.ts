import type { Directory } from './directory.ts'

/** The directory in force. A reload that fails keeps the last good one. */
export interface DirectoryHolder {
  current(): Directory
  /** @throws DatasetError, with the earlier directory still in force */
  reload(): Directory
}

export function createDirectoryHolder(load: () => Directory): DirectoryHolder {
  let directory = load()
  return {
    current: () => directory,
    reload: () => {
      directory = load()
      return directory
    },
  }
}
