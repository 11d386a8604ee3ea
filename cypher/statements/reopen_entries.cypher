// What a file that is taken out had ended stands again.
MATCH (:Designation)-[on:ON_LIST {gone_by: $load}]->()
SET on.to_min = null, on.to_max = null, on.gone_by = null
