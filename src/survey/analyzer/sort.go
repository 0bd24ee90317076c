package main

import "sort"

// SortLosses puts them in the order of the source, so that the answer is always the same.
func sortLosses(lost []loss) {
	sort.Slice(lost, func(i, j int) bool {
		if lost[i].File != lost[j].File {
			return lost[i].File < lost[j].File
		}
		return lost[i].Line < lost[j].Line
	})
}
