// Whether the database holds papers, or what only papers bring.
RETURN EXISTS { (n:Paper|Author|Topic|Funder) } AS holds
