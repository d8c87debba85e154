const words = (text: string) => text.trim().split(/\s+/);

export const womenNames = words(`
Adèle Agnès Alice Amandine Amélie Anaïs Anne-Sophie Aurélie Aïcha Béatrice Brigitte Camille Carole Caroline Cécile
Céline Chantal Charlotte Chloé Christelle Claire Clémence Corinne Delphine Diane Émilie Emma Estelle Fatima Florence
Françoise Gaëlle Hélène Inès Isabelle Jade Jeanne Joëlle Julie Juliette Karine Khadija Laëtitia Laure Léa Louise Lucie
Manon Margaux Marie-Claude Mathilde Maëlle Mélanie Nadia Nathalie Noémie Océane Pauline Romane Sabrina Sandrine Sarah
Solène Sophie Stéphanie Sylvie Valérie Véronique Virginie Yasmine Zoé`);

export const menNames = words(`
Abdel Adrien Alain Alexandre André Antoine Arnaud Arthur Baptiste Benoît Bruno Cédric Christophe Clément Damien Denis
Didier Éric Étienne Fabien Fabrice Florian Franck François Frédéric Gaël Gérard Gilles Grégory Guillaume Hugo Ibrahim
Jean-Luc Jean-Pierre Jérôme Joël Julien Karim Laurent Léo Loïc Louis Lucas Ludovic Mathieu Maxime Mehdi Michaël Mickaël
Mohamed Nicolas Noël Olivier Pascal Patrice Philippe Pierre Quentin Raphaël Rémi Romain Samuel Sébastien Serge Stéphane
Sylvain Thibault Thierry Thomas Vincent Xavier Yann Yannick`);

export const lastNames = words(`
Adam André Arnaud Aubert Bailly Barbier Baron Barré Benali Benoît Berger Bernard Bertin Bertrand Besson Blanchard Bonnet
Bouchet Boucher Bourgeois Boyer Brun Brunet Caron Carpentier Charles Chevalier Clément Colin Collet Cordier Cousin Da~Silva
David De~La~Tour Delaunay Delmas Denis Deschamps Diallo Dubois Dufour Dumas Dumont Dupond Dupont Dupuis Durand Duval Étienne
Fabre Faure Fernandez Fleury Fontaine Fournier François Gaillard Garcia Garnier Gauthier Gautier Germain Gérard Gilbert
Girard Giraud Gonçalves Guérin Guillot Haddad Hamon Henry Hervé Hoarau Huet Hubert Humbert Jacquet Jacob Joly Julien Klein
L'Hôte Lacroix Lambert Langlois Laurent Le~Gall Le~Goff Le~Roux Lebrun Leclerc Leclercq Lefebvre Lefèvre Léger Legrand
Lemaire Lemoine Léonard Leroux Leroy Lévêque Lopez Louis Lucas Maillard Mallet Marchal Marchand Martin Martinez Marty Masson
Mathieu Ménard Mercier Meunier Meyer Michaud Michel Monnier Moreau Morel Morin Moulin Muller N'Diaye Nicolas Noël Olivier
Paris Pasquier Payet Pelletier Perez Perret Perrin Perrot Petit Philippe Picard Pierre Poirier Pons Poulain Prévost Rey
Renard Renaud Renault Rivière Robert Robin Roche Rodriguez Roger Rolland Roussel Rousseau Roux Roy Royer Saïdi Sanchez
Schmitt Schneider Simon Tessier Thomas Traoré Vasseur Vidal Vincent Weber`).map((name) =>
	name.replace(/~/g, ' '),
);

export const towns = [
	...[
		'75011 Paris',
		'75015 Paris',
		'69003 Lyon',
		'13008 Marseille',
		'31000 Toulouse',
		'06000 Nice',
		'44000 Nantes',
	],
	...[
		'67000 Strasbourg',
		'34000 Montpellier',
		'33000 Bordeaux',
		'59000 Lille',
		'35000 Rennes',
		'51100 Reims',
	],
	...[
		'76600 Le Havre',
		'42000 Saint-Étienne',
		'83000 Toulon',
		'38000 Grenoble',
		'21000 Dijon',
		'49000 Angers',
	],
	...[
		'30000 Nîmes',
		'69100 Villeurbanne',
		'63000 Clermont-Ferrand',
		'72000 Le Mans',
		'29200 Brest',
		'37000 Tours',
	],
	...[
		'80000 Amiens',
		'87000 Limoges',
		'74000 Annecy',
		'57000 Metz',
		'25000 Besançon',
		'45000 Orléans',
		'14000 Caen',
	],
	...['92100 Boulogne-Billancourt', '93200 Saint-Denis', '95100 Argenteuil', '68100 Mulhouse', '54000 Nancy'],
	...[
		'01000 Bourg-en-Bresse',
		"85100 Les Sables-d'Olonne",
		'2A000 Ajaccio',
		'97400 Saint-Denis',
		'97200 Fort-de-France',
	],
].map((town) => ({ zipCode: town.slice(0, 5), city: town.slice(6) }));

export const streets = [
	...['rue de la République', 'avenue Jean-Jaurès', 'rue Victor-Hugo', 'place de l’Église', 'rue des Écoles'],
	...['boulevard Gambetta', 'impasse des Lilas', 'chemin du Moulin', 'rue Pasteur', 'allée des Tilleuls'],
	...[
		'rue du Général-de-Gaulle',
		'quai des Brumes',
		'route de Paris',
		'rue Sainte-Catherine',
		'cours Émile-Zola',
	],
];

export const companies = [
	...[
		'Boulangerie Marchand',
		'SARL Petit & Fils',
		'Électricité Générale Morin',
		'Assurances du Midi',
		'TransOuest',
	],
	...[
		'Garage de la Gare',
		'Pharmacie Centrale',
		'Cabinet Lefèvre',
		'Menuiserie Roux',
		'Groupe Horizon',
		'Optique Plus',
	],
	...['Les Jardins d’Élise', 'Imprimerie Nouvelle', 'Maison Dubois', 'Cave des Vignerons', 'Agence Côté Mer'],
];

export const mailHosts = [
	'gmail.com',
	'orange.fr',
	'free.fr',
	'laposte.net',
	'hotmail.fr',
	'sfr.fr',
	'yahoo.fr',
	'wanadoo.fr',
];
